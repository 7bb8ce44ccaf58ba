import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

/** Our mistake. It has been logged; the reader can try again. */
export function Fault({ onAgain, isPage = false }: { onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <State
      icon="error"
      title={t('fault.title')}
      isUrgent
      isPage={isPage}
      action={
        <Button icon="refresh" onPress={onAgain}>
          {t('again')}
        </Button>
      }
    >
      {t('fault.note')}
    </State>
  )
}
