import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import css from './views.module.css'

/** Whether a view is for everyone of the organisation, and what they then get. */
export function SharedChoice({ value, onChange }: { value: boolean; onChange: (shared: boolean) => void }) {
  const t = useTexts(texts)
  return (
    <div>
      <Checkbox name="shared" isSelected={value} onChange={onChange}>
        {t('shared')}
      </Checkbox>
      <p className={css.hint}>{t('shared.hint')}</p>
    </div>
  )
}
