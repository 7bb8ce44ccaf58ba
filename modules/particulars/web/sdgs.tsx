import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import { GOALS } from '../rules.ts'
import css from './particulars.module.css'

export type Goal = `sdg.${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17}`
export const nameOf = (goal: string): Goal => `sdg.${goal}` as Goal

/** Goals by number and name, each with its targets. */
export function Sdgs({ of }: { of: readonly string[] }) {
  const t = useTexts(texts)
  if (of.length === 0) return <p className={css.none}>{t('sdgs.none')}</p>
  const goals = GOALS.filter((goal) => of.some((code) => code.split('.')[0] === goal))
  return (
    <ul className={css.goals}>
      {goals.map((goal) => (
        <li key={goal}>
          <span className={css.number}>{goal}</span>
          <span>
            {t(nameOf(goal))}
            {of
              .filter((code) => code.startsWith(`${goal}.`))
              .map((code) => (
                <span key={code} className={css.target}>
                  {t('sdgs.target', { code })}
                </span>
              ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
