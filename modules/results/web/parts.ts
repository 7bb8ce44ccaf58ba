import { useTexts } from '../../../platform/ui/language.tsx'
import { useStates, useTerms } from '../../programmes/web/terms.ts'
import { texts } from '../locales/index.ts'
import { AGES, DISABILITIES, type Part, SEXES } from '../rules.ts'

/** What a part of a figure is of, in words: "Women", "15–24", "Prosecutors", "Niger". */
export function usePartName(): (part: Pick<Part, 'by' | 'of'>) => string {
  const t = useTexts(texts)
  const terms = useTerms()
  const states = useStates()
  return ({ by, of }) => {
    const sex = by === 'sex' && SEXES.find((one) => one === of)
    if (sex) return t(sex)
    const age = by === 'age' && AGES.find((one) => one === of)
    if (age) return t(`age.${age}`)
    const disability = by === 'disability' && DISABILITIES.find((one) => one === of)
    if (disability) return t(`disability.${disability}`)
    return by === 'function' ? terms.name('audiences', of) : (states?.find(({ id }) => id === of)?.label ?? of)
  }
}
