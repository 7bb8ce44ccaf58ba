import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { useRecordPages } from '../../../platform/ui/record-pages.ts'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, useSpan } from '../../programmes/web/marks.tsx'
import { type Merge, type Pair, readDuplicates } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'
import { KINDS } from './merged-away.tsx'
import { Reasons } from './reasons.tsx'
import { hrefOfCompare } from './side-line.tsx'

/** On the page of a programme or an activity: what was merged into it, and what may be the same. */
export function Twins({ id, code }: PanelProps) {
  return KINDS.includes(code) ? <TwinsOf id={id} /> : null
}

function TwinsOf({ id }: { id: string }) {
  const { data } = useEndpoint(readDuplicates, { id })
  if (!data || data.into) return null
  return (
    <>
      {data.merged.length > 0 && <Merged of={data.merged} />}
      {data.twins.length > 0 && <Likely of={data.twins} id={id} />}
    </>
  )
}

function Merged({ of }: { of: readonly Merge[] }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { hrefOf } = useRecordPages()
  return (
    <Section title={t('merged')} count={t('merged.count', { count: of.length })}>
      <p className={css.note}>{t('merged.lead')}</p>
      <SmallTable
        label={t('merged')}
        rows={of}
        rowId={({ id }) => id}
        rowHref={({ other }) => `${hrefOf(other)}?as=merged`}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: ({ other }) => other.title && <WrittenText of={other.title} quiet />,
          },
          { id: 'from', title: t('label.originator'), cell: ({ other }) => <Acronyms of={[other.originator]} /> },
          { id: 'on', title: t('merged.on'), width: 'date', cell: ({ doneAt }) => doneAt && day(doneAt) },
          { id: 'why', title: t('merged.why'), cell: ({ reason }) => <bdi>{reason}</bdi> },
        ]}
      />
    </Section>
  )
}

function Likely({ of, id }: { of: readonly Pair[]; id: string }) {
  const t = useTexts(texts)
  const span = useSpan()
  const twin = ({ one, other }: Pair) => (one.id === id ? other : one)
  return (
    <Section title={t('twins')} count={t('twins.count', { count: of.length })}>
      <p className={css.note}>{t('twins.lead')}</p>
      <SmallTable
        label={t('twins')}
        rows={of}
        rowId={(pair) => twin(pair).id}
        rowHref={(pair) => hrefOfCompare(id, twin(pair).id)}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: (pair) => <WrittenText of={twin(pair).title} quiet />,
          },
          { id: 'from', title: t('label.originator'), cell: (pair) => <Acronyms of={[twin(pair).originator]} /> },
          { id: 'when', title: t('label.when'), width: 'date', cell: (pair) => span(twin(pair)) },
          { id: 'why', title: t('twins.reasons'), cell: ({ reasons }) => <Reasons of={reasons} /> },
        ]}
      />
    </Section>
  )
}
