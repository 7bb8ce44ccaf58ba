import { NEEDS } from '../../recommendations/fields.ts'
import type { Narrowing } from '../contract.ts'
import { VERDICTS } from '../rules.ts'

/** What the gaps are narrowed to, as the address holds it. */
export const KEYS = ['states', 'themes', 'regions', 'needs', 'verdicts', 'fits'] as const
export type Narrowed = Record<(typeof KEYS)[number], readonly string[]>
/** The same as the endpoints take it. */
export type Asked = { [K in keyof Narrowed]?: NonNullable<Narrowing[K]> }

/** The narrowing as the endpoints take it: what is not set is left out, and so is what is no such value. */
export function inputOf(view: Narrowed) {
  const { states, themes, regions } = view
  const lists = {
    ...{ states: [...states], themes: [...themes], regions: [...regions] },
    needs: NEEDS.filter((need) => view.needs.includes(need)),
    verdicts: VERDICTS.filter((verdict) => view.verdicts.includes(verdict)),
    fits: (['theme', 'state'] as const).filter((fit) => view.fits.includes(fit)),
  }
  return Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)) as Asked
}
