import { useKitTexts } from '../language.tsx'
import { Again } from './again.tsx'

/** Our mistake. It has been logged; the reader can try again. */
export function Fault({ onAgain, isPage = false }: { onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <Again icon="error" title={t('fault.title')} onAgain={onAgain} isPage={isPage}>
      {t('fault.note')}
    </Again>
  )
}
