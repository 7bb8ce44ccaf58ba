import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import css from './access.module.css'

/** Goes on without a second factor, and says what that means. */
export function NotNow({ onLater }: { onLater: () => void }) {
  const t = useTexts(texts)
  return (
    <div className={css.row}>
      <Button kind="quiet" onPress={onLater}>
        {t('second_factor.later')}
      </Button>
      <span className={css.quiet}>{t('second_factor.later_note')}</span>
    </div>
  )
}
