import { useTexts } from '../../../platform/ui/language.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listTaxonomies } from '../../directory/contract.ts'
import { texts } from '../locales/index.ts'
import { AGES, type Part, SEXES } from '../rules.ts'

/** What a part of a figure is of, in words: "Women", "15–24"; States by their codes. */
export function usePartName(): (part: Pick<Part, 'by' | 'of'>) => string {
  const t = useTexts(texts)
  const { data } = useEndpoint(listTaxonomies, {})
  return ({ by, of }) => {
    const sex = by === 'sex' && SEXES.find((one) => one === of)
    if (sex) return t(sex)
    const age = by === 'age' && AGES.find((one) => one === of)
    if (age) return t(`age.${age}`)
    return data?.vocabularies['audiences']?.find(({ code }) => code === of)?.name.text ?? of
  }
}
