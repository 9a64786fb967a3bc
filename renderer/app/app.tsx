import { FluentProvider, RendererProvider } from '@fluentui/react-components'
import type { ComponentProps } from 'react'
import type { QueryCache } from '../ipc/query-cache.ts'
import { QueryContext } from '../ipc/use-query.ts'
import { TextProvider } from '../lib/text.tsx'
import { BrokenWindow } from './broken.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Frame } from './frame.tsx'
import { themes } from './theme.ts'
import { useThemeName } from './use-theme.ts'

/** Not a class: what floats takes the provider's classes over, and would cover the window. */
const fill = { height: '100%' } as const

const Themed = () => (
  <FluentProvider theme={themes[useThemeName()]} style={fill}>
    <ErrorBoundary fallback={(error) => <BrokenWindow error={error} />}>
      <Frame />
    </ErrorBoundary>
  </FluentProvider>
)

export const App = ({
  cache,
  renderer,
}: {
  readonly cache: QueryCache
  readonly renderer: ComponentProps<typeof RendererProvider>['renderer']
}) => (
  <QueryContext value={cache}>
    <RendererProvider renderer={renderer} targetDocument={document}>
      <TextProvider>
        <Themed />
      </TextProvider>
    </RendererProvider>
  </QueryContext>
)
