import { useState } from 'react'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { TimeAxis } from '../../../platform/ui/time-axis/time-axis.tsx'
import { type Bar, spanOf } from '../../../platform/ui/time-axis/time-data.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { hrefOfOrganisation } from '../../directory/web/hrefs.ts'
import { Acronyms, Invented, Status, useSpan } from '../../programmes/web/marks.tsx'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import type { Overlap, Side } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './overlaps.module.css'
import { CertaintyMark, useReason } from './reasons.tsx'

/** A theme in a place: who meets there, a picture of when, and each pair with its reasons. */
export function OverlapCard({ of }: { of: Overlap }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const reason = useReason()
  const { list } = useFormats()
  const { today } = useSession()
  const bar = useBar()
  const { theme, place, organisations, sides, meetings, records, pairs } = of
  const where = place.state?.name.text ?? terms.name('regions', place.region ?? '')
  const title = t('card', { theme: terms.name('themes', theme), where })
  const bars = sides.map(bar)
  const sideOf = (id: string) => sides.find((side) => side.id === id)!
  const all = { themes: [theme], ...(place.state ? { states: [place.state.code] } : { regions: [place.region!] }) }
  return (
    <article className={css.card} aria-label={title}>
      <header className={css.head}>
        <h2>{title}</h2>
        <CertaintyMark of={of.certainty} />
      </header>
      <p>
        {t('card.who', { who: list(organisations.map(({ code }) => code)), records, count: organisations.length })}{' '}
        <Link href={hrefWith('/programmes', all)}>{t('card.programmes')}</Link>
        {' · '}
        <Link href={hrefWith('/programmes/activities', { ...all, aggregates: '0' })}>{t('card.activities')}</Link>
      </p>
      <TimeAxis
        label={t('card.picture', { title })}
        groups={[{ id: theme, label: '', bars }]}
        span={spanOf(bars, today)}
        today={today}
        outside=""
      />
      <h3>{t('card.reasons')}</h3>
      <ul className={css.reasons}>
        {meetings.map((meeting) => (
          <li key={`${meeting.one} ${meeting.other}`}>
            <CertaintyMark of={meeting.certainty} />
            <span>
              {reason(meeting, sideOf(meeting.one), sideOf(meeting.other), [terms.name('themes', theme)], [where])}
            </span>
          </li>
        ))}
      </ul>
      {pairs > meetings.length && <p className={css.quiet}>{t('card.more', { count: pairs - meetings.length })}</p>}
      {records > sides.length && (
        <p className={css.quiet}>{t('card.more_records', { count: records - sides.length })}</p>
      )}
      <Table title={title} sides={sides} />
      <p className={css.contact}>
        {t('card.contact')}{' '}
        {organisations.map((organisation, i) => (
          <span key={organisation.id}>
            {i > 0 && ' · '}
            <Link href={hrefOfOrganisation(organisation)}>{organisation.code}</Link>
          </span>
        ))}
      </p>
    </article>
  )
}

function Table({ title, sides }: { title: string; sides: readonly Side[] }) {
  const t = useTexts(texts)
  const terms = useTerms()
  const span = useSpan()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('card.table')}</summary>
      {isOpen && (
        <SmallTable
          label={title}
          rows={sides}
          rowId={({ id }) => id}
          rowHref={hrefOfSide}
          columns={[
            {
              id: 'title',
              title: t('label.title'),
              width: 'wide',
              cell: ({ title: of }) => <bdi lang={of.language}>{of.text}</bdi>,
            },
            { id: 'leads', title: t('label.leads'), cell: ({ leads }) => <Acronyms of={leads} /> },
            { id: 'partners', title: t('label.partners'), cell: ({ partners }) => <Acronyms of={partners} /> },
            { id: 'when', title: t('label.when'), width: 'date', cell: (side) => span(side) },
            {
              id: 'audience',
              title: t('label.audience'),
              cell: ({ attendees }) => (attendees ? terms.name('audiences', attendees) : t('audience.unsaid')),
            },
            {
              id: 'status',
              title: t('label.status'),
              cell: ({ status, invented }) => (
                <>
                  <Status status={status} /> {invented && <Invented />}
                </>
              ),
            },
            { id: 'level', title: t('label.level'), cell: ({ level }) => <LevelMark level={level} /> },
          ]}
        />
      )}
    </details>
  )
}

export const hrefOfSide = ({ kind, id }: Pick<Side, 'kind' | 'id'>): string =>
  `${kind === 'programme' ? '/programmes' : '/programmes/activities'}/${id}`

function useBar(): (side: Side) => Bar {
  const t = useTexts(texts)
  const span = useSpan()
  const { list } = useFormats()
  return (side) => {
    const { title, leads, partners, start, end, starts, ends, status } = side
    const who = list([...leads, ...partners].map(({ code }) => code))
    const label = `${leads.map(({ code }) => code).join(', ')} · ${title.text}`
    return {
      ...{ id: side.id, label, href: hrefOfSide(side) },
      ...{ from: starts, until: ends },
      known: [
        starts === null ? 'open' : (start?.precision ?? 'day'),
        ends === null ? 'open' : (end?.precision ?? start?.precision ?? 'day'),
      ],
      isPlanned: status === 'planned' || status === 'proposed',
      sentence: t('side', { title: label, who, when: span(side) || t('when.unknown') }),
    }
  }
}
