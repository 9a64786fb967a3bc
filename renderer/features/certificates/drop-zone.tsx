import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DocumentAddRegular } from '@fluentui/react-icons'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../lib/text.tsx'

const useStyles = makeStyles({
  zone: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr) max-content',
    alignItems: 'center',
    gap: '4px 12px',
    padding: '12px 16px',
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  over: { backgroundColor: tokens.colorBrandBackground2, border: `1px dashed ${tokens.colorCompoundBrandStroke}` },
  icon: { color: tokens.colorNeutralForeground3, lineHeight: 0 },
  text: { display: 'grid', gap: '2px', minWidth: 0 },
  title: { fontWeight: tokens.fontWeightSemibold },
  why: { color: tokens.colorNeutralForeground2 },
})

const kinds = '.cer,.crt,.der,.pem,.p7b,.p7c,.p7s,.p7m,.eml'

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** What was pasted as text becomes a file like any other: PEM, or a message. */
const pastedFiles = ({ clipboardData }: ClipboardEvent, name: string): readonly File[] => {
  const files = [...(clipboardData?.files ?? [])]
  const text = clipboardData?.getData('text/plain') ?? ''
  return files.length > 0 || text === '' ? files : [new File([text], name)]
}

/** Pasting works anywhere on the page but in a field, which takes the paste itself. */
const usePaste = (onFiles: (files: readonly File[]) => void, name: string) => {
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      const files = pastedFiles(event, name)
      if (files.length > 0) latest.current(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [name])
}

/** Takes a file by drop, by paste, or by the system's dialog. */
export const DropZone = ({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) => {
  const s = useStyles()
  const { file: text } = useText().certificates
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  usePaste(onFiles, text.pasted)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label={text.zone}
      className={mergeClasses(s.zone, over && s.over)}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={s.icon} aria-hidden="true">
        <DocumentAddRegular fontSize={32} />
      </span>
      <span className={s.text}>
        <span className={s.title}>{text.zone}</span>
        <span className={s.why}>{text.zoneWhy}</span>
      </span>
      <Button size="small" onClick={() => input.current?.click()}>
        {text.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={kinds}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file can be chosen again.
          target.value = ''
        }}
      />
    </section>
  )
}
