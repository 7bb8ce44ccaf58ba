import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

/** What follows from a merge that takes so many values. */
export function Follows({ taken }: { taken: number }) {
  const t = useTexts(texts)
  return (
    <section aria-label={t('merge.follows')} className={css.follows}>
      <h3>{t('merge.follows')}</h3>
      <ul>
        <li>{t('merge.follows.away')}</li>
        <li>{t('merge.follows.hangs')}</li>
        {taken > 0 && <li>{t('merge.follows.taken', { count: taken })}</li>}
        <li>{t(taken > 0 ? 'merge.follows.undo_taken' : 'merge.follows.undo')}</li>
      </ul>
    </section>
  )
}
