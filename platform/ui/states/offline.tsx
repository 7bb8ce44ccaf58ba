import { useKitTexts } from '../language.tsx'
import { Again } from './again.tsx'

/** No line. Asks again by itself when the line is back. */
export function Offline({ onAgain, isPage = false }: { onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <Again icon="offline" title={t('offline.title')} onAgain={onAgain} isPage={isPage}>
      {t('offline.note')}
    </Again>
  )
}
