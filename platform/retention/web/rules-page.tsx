import { oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { AREAS, listRules, type RetentionRule } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './retention.module.css'
import { useRetentionViews } from './views.ts'
import { useRuleWords } from './words.tsx'

const LONG = ['for_period', 'permanently'] as const
const ADDRESS = { about: oneOf(['all', 'personal'], 'all'), kept: oneOf(['any', ...LONG], 'any') }

/** What is kept, how long and why: every table of the platform, by what it is about. */
export function RulesPage() {
  const t = useTexts(texts)
  const [{ about, kept }, setAddress] = useAddress(ADDRESS)
  const rules = useEndpoint(listRules, {})
  const shown = (rules.data?.items ?? []).filter(
    (rule) => (about === 'all' || rule.ofPersons) && (kept === 'any' || rule.kept === kept),
  )
  return (
    <ListPage
      title={t('title')}
      count={rules.data && t('count.rules', { count: shown.length })}
      lead={<p>{t('lead')}</p>}
      views={useRetentionViews('rules')}
      filters={
        <FilterSentence
          sentence={t('filter', holes('personal', 'kept'))}
          parts={{
            personal: {
              label: t('filter.personal'),
              any: t('filter.personal.any'),
              single: true,
              value: about === 'all' ? [] : [about],
              onChange: ([id]) => setAddress({ about: id === 'personal' ? id : 'all' }),
              options: [{ id: 'personal', label: t('filter.personal.only') }],
            },
            kept: {
              label: t('filter.kept'),
              any: t('filter.kept.any'),
              single: true,
              value: kept === 'any' ? [] : [kept],
              onChange: ([id]) => setAddress({ kept: LONG.find((long) => long === id) ?? 'any' }),
              options: LONG.map((id) => ({ id, label: t(`filter.kept.${id}`) })),
            },
          }}
          onClear={() => setAddress({ about: 'all', kept: 'any' })}
        />
      }
    >
      <Answer of={rules} shape="table">
        {() =>
          shown.length === 0 ? (
            <Empty icon="filter" title={t('empty.rules')} />
          ) : (
            AREAS.map((area) => ({ area, rows: shown.filter((rule) => rule.area === area) }))
              .filter(({ rows }) => rows.length > 0)
              .map(({ area, rows }) => <Area key={area} area={area} rows={rows} />)
          )
        }
      </Answer>
    </ListPage>
  )
}

function Area({ area, rows }: { area: RetentionRule['area']; rows: readonly RetentionRule[] }) {
  const t = useTexts(texts)
  const words = useRuleWords()
  const language = useLanguage()
  return (
    <Section title={t(`area.${area}`)}>
      <div className={css.rules}>
        <SmallTable
          label={t(`area.${area}`)}
          columns={[
            { id: 'what', title: t('label.what'), width: 'wide', cell: (rule) => rule.title },
            { id: 'kept', title: t('label.kept'), cell: words.kept },
            { id: 'why', title: t('label.why'), cell: words.why },
            { id: 'personal', title: t('label.personal'), cell: words.personal },
            { id: 'erasure', title: t('label.erasure'), cell: words.erasure },
          ]}
          rows={rows.toSorted((a, b) => a.title.localeCompare(b.title, language))}
          rowId={(rule) => rule.table}
        />
      </div>
    </Section>
  )
}
