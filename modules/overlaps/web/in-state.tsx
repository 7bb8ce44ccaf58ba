import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms } from '../../programmes/web/marks.tsx'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import { listOverlaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './overlaps.module.css'
import { CertaintyMark } from './reasons.tsx'

const FEW = 5

/** On the page of a State: themes on which several entities do the like there. */
export function OverlapsInState({ code }: PanelProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const { day, number } = useFormats()
  const { data } = useEndpoint(listOverlaps, { states: [code], size: FEW })
  if (!data || data.total === 0) return null
  const here = (theme: string) => hrefWith('/programmes/overlaps', { states: [code], themes: [theme] })
  return (
    <Section
      title={t('in_state')}
      count={t('count', { count: data.total })}
      actions={<Link href={hrefWith('/programmes/overlaps', { states: [code] })}>{t('in_state.all')}</Link>}
    >
      <p className={css.quiet}>{t('coverage', { count: data.coverage.records, date: day(data.coverage.asOf) })}</p>
      <SmallTable
        label={t('in_state')}
        rows={data.items}
        rowId={({ theme }) => theme}
        rowHref={({ theme }) => here(theme)}
        columns={[
          { id: 'theme', title: t('label.themes'), width: 'wide', cell: ({ theme }) => terms.name('themes', theme) },
          { id: 'who', title: t('label.entities'), cell: ({ organisations }) => <Acronyms of={organisations} /> },
          { id: 'records', title: t('label.records'), align: 'end', cell: ({ records }) => number(records) },
          { id: 'certainty', title: t('label.certainty'), cell: ({ certainty }) => <CertaintyMark of={certainty} /> },
        ]}
      />
    </Section>
  )
}
