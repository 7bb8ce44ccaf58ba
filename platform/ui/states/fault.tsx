import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

/** Our mistake. It has been logged; the reader can try again. */
export function Fault({ onAgain }: { onAgain: () => void }) {
  const t = useKitTexts()
  return (
    <State
      icon="error"
      title={t('fault.title')}
      isUrgent
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
