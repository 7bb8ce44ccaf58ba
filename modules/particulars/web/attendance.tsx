import { useTexts } from '../../../platform/ui/language.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listTaxonomies } from '../../directory/contract.ts'
import type { Amount } from '../../programmes/fields.ts'
import type { Attended, Particulars } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { sum } from '../rules.ts'
import css from './particulars.module.css'

const COMPARATORS = { eq: 'exactly', ge: 'at_least', gt: 'more_than', lt: 'nearly' } as const

/** "more than 600", or several figures that no comparator joins. */
function useSums(): (amounts: readonly Amount[]) => string {
  const { amount, list } = useFormats()
  return (amounts) => list(amounts.map(({ n, comparator }) => amount(n, COMPARATORS[comparator])))
}

/** Functions by code: the list of those an activity may be for. */
export function useFunctions() {
  const { data } = useEndpoint(listTaxonomies, {})
  return data?.vocabularies['audiences']?.map(({ code, name }) => ({ id: code, label: name.text })) ?? []
}

const SEXES = ['women', 'men', 'other'] as const

/** Who took part, by function and sex, with what they add up to. */
export function Attendance({ of }: { of: NonNullable<Particulars['attendance']> }) {
  const t = useTexts(texts)
  const sums = useSums()
  const functions = useFunctions()
  if (of.rows.length === 0) return <p className={css.none}>{t('attendance.none')}</p>
  const nameOf = (code: string | null) =>
    code === null ? t('function.none') : (functions.find(({ id }) => id === code)?.label ?? code)
  const line = (row: Attended) => ({
    id: row.function ?? '',
    name: nameOf(row.function),
    women: sums(row.women ? [row.women] : []),
    men: sums(row.men ? [row.men] : []),
    other: sums(row.other ? [row.other] : []),
    all: sums(sum(SEXES.flatMap((sex) => row[sex] ?? []))),
  })
  const total = { id: 'all', name: t('all'), women: sums(of.women), men: sums(of.men), other: sums(of.other) }
  const lines = [...of.rows.map(line), { ...total, all: sums(of.all) }]
  return (
    <>
      {!of.agrees && of.stated && (
        <p className={css.warning}>{t('attendance.disagrees', { stated: sums([of.stated]) })}</p>
      )}
      <SmallTable
        label={t('attendance')}
        rows={lines}
        rowId={({ id }) => id}
        columns={[
          { id: 'function', title: t('function'), width: 'wide', cell: ({ name }) => name },
          ...SEXES.map((sex) => ({
            id: sex,
            title: t(sex),
            align: 'end' as const,
            cell: (row: (typeof lines)[number]) => row[sex],
          })),
          { id: 'all', title: t('all'), align: 'end', cell: ({ all }) => <strong>{all}</strong> },
        ]}
      />
    </>
  )
}
