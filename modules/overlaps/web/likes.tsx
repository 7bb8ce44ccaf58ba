import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, useSpan } from '../../programmes/web/marks.tsx'
import { useTerms } from '../../programmes/web/terms.ts'
import { type Like, listLikes } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { hrefOfSide } from './overlap-card.tsx'
import css from './overlaps.module.css'
import { CertaintyMark } from './reasons.tsx'

/** On the page of a programme or an activity: who does the like. Nothing where nobody does. */
export function Likes({ id }: PanelProps) {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const { day, number } = useFormats()
  const { data } = useEndpoint(listLikes, { id, size: 10 })
  if (!data || data.total === 0) return null
  const where = ({ places }: Like) =>
    places.map(({ state, region }) => state?.name.text ?? terms.name('regions', region ?? '')).join(' · ')
  return (
    <Section title={t('likes')} count={t('likes.count', { count: data.total })}>
      <p className={css.quiet}>
        {t('likes.lead')} {t('coverage', { count: data.coverage.records, date: day(data.coverage.asOf) })}
      </p>
      <SmallTable
        label={t('likes')}
        rows={data.items}
        rowId={({ side }) => side.id}
        rowHref={({ side }) => hrefOfSide(side)}
        columns={[
          {
            id: 'title',
            title: t('label.title'),
            width: 'wide',
            cell: ({ side }) => <bdi lang={side.title.language}>{side.title.text}</bdi>,
          },
          {
            id: 'leads',
            title: t('label.leads'),
            cell: ({ side }) => <Acronyms of={[...side.leads, ...side.partners]} />,
          },
          { id: 'when', title: t('label.when'), width: 'date', cell: ({ side }) => span(side) },
          {
            id: 'days',
            title: t('label.days'),
            align: 'end',
            cell: ({ days }) => (days === null ? t('days.many') : number(days)),
          },
          {
            id: 'themes',
            title: t('label.themes'),
            cell: ({ themes }) => themes.map((theme) => terms.name('themes', theme)).join(' · '),
          },
          { id: 'where', title: t('label.states'), cell: where },
          {
            id: 'audience',
            title: t('label.audience'),
            cell: ({ audience, side }) =>
              audience === 'same' && side.attendees ? terms.name('audiences', side.attendees) : t('audience.unsaid'),
          },
          { id: 'certainty', title: t('label.certainty'), cell: ({ certainty }) => <CertaintyMark of={certainty} /> },
        ]}
      />
    </Section>
  )
}
