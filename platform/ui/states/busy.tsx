import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { State } from './state.tsx'

/** Too much is asked of the server just now; `title` says of what, in the reader's language. */
export function Busy({ title, onAgain, isPage = false }: { title: string; onAgain: () => void; isPage?: boolean }) {
  const t = useKitTexts()
  return (
    <State
      icon="clock"
      title={t('busy.title')}
      isUrgent
      isPage={isPage}
      action={
        <Button icon="refresh" onPress={onAgain}>
          {t('again')}
        </Button>
      }
    >
      {title}
    </State>
  )
}
