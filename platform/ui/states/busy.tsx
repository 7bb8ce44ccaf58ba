import { useKitTexts } from '../language.tsx'
import { Again } from './again.tsx'

/** Too much is asked of the server just now; `title` says of what, in the reader's language. */
export function Busy({ title, onAgain, isPage = false }: { title: string; onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <Again icon="clock" title={t('busy.title')} onAgain={onAgain} isPage={isPage}>
      {title}
    </Again>
  )
}
