import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

/** No line. Asks again by itself when the line is back. */
export function Offline({ onAgain, isPage = false }: { onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <State
      icon="offline"
      title={t('offline.title')}
      isUrgent
      isPage={isPage}
      action={
        <Button icon="refresh" onPress={onAgain}>
          {t('again')}
        </Button>
      }
    >
      {t('offline.note')}
    </State>
  )
}
