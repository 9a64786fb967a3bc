import { Component, type ReactNode } from 'react'

interface Props {
  /** What is shown in the place of what broke; `reset` tries it again. */
  readonly fallback: (error: Error, reset: () => void) => ReactNode
  readonly children: ReactNode
}

interface State {
  readonly error: Error | undefined
}

/** Keeps a fault of a part of the window to that part. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === undefined
      ? this.props.children
      : this.props.fallback(error, () => this.setState({ error: undefined }))
  }
}
