import { useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'

export const useAuditTexts = () => useTexts(texts)

/** How long a list is, in words: never further than it is counted. */
export function useCount(): (list: { total: number; more: boolean } | undefined) => string | undefined {
  const t = useAuditTexts()
  const { amount } = useFormats()
  return (list) =>
    list && (list.more ? t('count.more', { n: amount(list.total, 'more_than') }) : t('count', { count: list.total }))
}
