import type { Block, Words } from '../../../platform/documents/document.ts'
import type { AssessmentLine } from '../../recommendations/index.ts'
import type { Clock } from '../../recommendations/rules.ts'
import type { BoardRow } from '../contract.ts'
import { COUNTED, type Counted, type Counts, NONE, openOf, type Tally } from '../rules.ts'
import type { Gathered } from './document.ts'
import type { Speaker } from './words.ts'

const heading = (text: string): Block => ({ is: 'heading', level: 1, text })
const quiet = (words: Words): Block => ({ is: 'paragraph', words, tone: 'quiet' })

/** What was asked, and how all of it stands. */
export function standingPart({ by, narrowing, all, kept, groups, terms }: Gathered, say: Speaker): Block[] {
  const { t, ofExports, ofRegister, formats } = say
  const {
    q,
    kinds,
    forces,
    addressees,
    uptake,
    statuses,
    priorities,
    needs,
    states,
    leads,
    originators,
    themes,
    pillars,
    overdue,
  } = narrowing
  const coded = <K extends string>(list: K, of: readonly string[] | undefined) =>
    formats.list((of ?? []).map((code) => t(`${list}.${code}` as 'kind.report')))
  const facts = [
    { label: t('grouped'), value: t(`by.${by}`) },
    { label: t('filter.words'), value: q ?? '' },
    { label: t('label.kind'), value: coded('kind', kinds) },
    { label: ofRegister('label.force'), value: coded('force', forces) },
    { label: ofRegister('label.addressees'), value: coded('addressee', addressees) },
    { label: ofRegister('label.uptake'), value: uptake ? ofRegister(`uptake.${uptake}`) : '' },
    { label: t('label.states'), value: (states ?? []).join(', ') },
    { label: t('label.originator'), value: (originators ?? []).join(', ') },
    { label: t('label.leads'), value: (leads ?? []).join(', ') },
    { label: t('label.themes'), value: formats.list((themes ?? []).map((code) => terms('themes', code))) },
    { label: t('label.pillars'), value: (pillars ?? []).join(', ') },
    { label: t('label.priority'), value: coded('priority', priorities) },
    { label: t('label.need'), value: coded('need', needs) },
    { label: t('label.status'), value: coded('status', statuses) },
    { label: t('overdue'), value: overdue ? t('overdue.only') : '' },
  ]
  return [
    { is: 'facts', facts: facts.filter(({ value }) => value !== '') },
    heading(t('standing')),
    {
      is: 'paragraph',
      words: t('standing.sums', { count: all.total, open: openOf(all.counts), overdue: all.overdue }),
    },
    ...(kept > 0 ? [quiet(ofExports('coverage.no_export', { count: kept }))] : []),
    ...(all.counts.untold > 0 ? [quiet(t('untold.note', { count: all.counts.untold }))] : []),
    ...(groups.length > 0
      ? [
          {
            is: 'table' as const,
            caption: t('standing'),
            columns: tallyColumns(t(`by.${by}`), statusesIn(all.counts), say),
            rows: [
              ...groups.map((group): Words[] => [say.group(by, group), ...figures(group, statusesIn(all.counts), say)]),
              [{ text: t('all'), strong: true }, ...figures(all, statusesIn(all.counts), say)],
            ],
          },
          quiet(t('once')),
        ]
      : []),
  ]
}

/** Those that there are any of: there is no room on paper for columns of nothing. */
const statusesIn = (...of: readonly Counts[]) => COUNTED.filter((status) => of.some((counts) => counts[status] > 0))

const tallyColumns = (first: string, shown: readonly Counted[], { t }: Speaker) => [
  { label: first, width: 2 },
  { label: t('total'), width: 0.8, align: 'end' as const },
  { label: t('overdue'), width: 1.15, align: 'end' as const },
  ...shown.map((status) => ({ label: t(`status.${status}`), width: 1.15, align: 'end' as const })),
]

const figures = ({ total, overdue, counts }: Tally, shown: readonly Counted[], { formats }: Speaker): string[] =>
  [total, overdue, ...shown.map((status) => counts[status])].map((n) => (n > 0 ? formats.number(n) : '–'))

/** Clocks of assessments: how each stands, until when, and why it stood still. */
export function clocksPart({ clocks }: Gathered, say: Speaker): Block[] {
  const { t, ofExports, ofRegister, formats, joined, shown, strong } = say
  if (clocks.length === 0) return []
  const clock = (row: AssessmentLine, which: Clock): Words => {
    const { state, due, events } = row.clocks.find((one) => one.clock === which)!
    return joined([
      state === 'over' ? strong(ofRegister('clock.over')) : ofRegister(`clock.${state}`),
      ...(due && state !== 'answered' ? [t('clock.until', { date: formats.day(due) })] : []),
      ...events
        .filter(({ event }) => event === 'paused')
        .map(({ on, reason }) => `${ofRegister('clock.event.paused')} ${formats.day(on)}: ${reason}`),
    ])
  }
  return [
    heading(t('state.clocks')),
    {
      is: 'table',
      caption: t('state.clocks'),
      columns: [
        { label: t('label.assessment'), width: 2 },
        { label: t('clock.comments'), width: 2 },
        { label: t('clock.steps'), width: 2 },
      ],
      rows: clocks.map((row): Words[] => [
        joined([
          strong(shown(row.title)),
          shown(row.state.name),
          ...(row.head.level > 0 ? [ofExports(`level.${row.head.level}`)] : []),
          ...row.head.handling.map((caveat) => ofExports(`handling.${caveat}`)),
          ...(row.head.invented ? [t('invented')] : []),
        ]),
        clock(row, 'comments'),
        clock(row, 'steps'),
      ]),
    },
  ]
}

/** How many stood how at the end of each quarter. */
export function progressPart({ progress: { points } }: Gathered, say: Speaker): Block[] {
  const { t, formats } = say
  if (points.length === 0) return []
  const shown = statusesIn(...points.map(({ counts }) => counts))
  return [
    heading(t('progress')),
    {
      is: 'table',
      caption: t('progress.caption'),
      columns: [
        { label: t('progress.on'), width: 1.8 },
        ...shown.map((status) => ({ label: t(`status.${status}`), align: 'end' as const })),
      ],
      rows: points.map(({ on, counts }): Words[] => [
        formats.day(on),
        ...shown.map((status) => (counts[status] > 0 ? formats.number(counts[status]) : '–')),
      ]),
    },
    quiet(t('progress.note')),
  ]
}

/** Each group with its recommendations, overdue first. */
export function groupParts({ by, listed, groups, sees }: Gathered, say: Speaker): Block[] {
  const { t, formats, names, title, joined } = say
  const isOneState = ({ key }: { key: string }) => by === 'state' && key !== NONE
  const seen = ({ head, kind, form }: BoardRow): Words => {
    if (kind !== 'assessment' || form !== 'original') return ''
    const of = sees.get(head.id) ?? []
    const who = of.map(({ to, form: as }) => `${t(`form.${as}`)}: ${to.code ?? to.name?.text ?? ''}`)
    return who.length > 0 ? joined(who) : t('state.sees.nobody')
  }
  const day = (on: string | null) => (on === null ? '' : formats.day(on))
  return [
    ...listed.flatMap((group): Block[] => [
      heading(say.group(by, group)),
      {
        is: 'table',
        caption: t('count', { count: group.total }),
        columns: [
          { label: t('label.title'), width: 3.4 },
          ...(isOneState(group) ? [] : [{ label: t('label.states'), width: 1.2 }]),
          { label: t('label.leads'), width: 1.3 },
          { label: t('label.due'), width: 1.2 },
          { label: t('label.status'), width: 1.3 },
          ...(sees.size > 0 ? [{ label: t('state.sees'), width: 1.6 }] : []),
        ],
        rows: group.first.map((row): Words[] => [
          title(row),
          ...(isOneState(group)
            ? []
            : [
                row.states.length > 0
                  ? names(row.states)
                  : row.addressees.map((one) => t(`addressee.${one}`)).join(', '),
              ]),
          row.leads.map(({ code }) => code).join(', '),
          row.isOverdue ? joined([day(row.dueOn), { text: t('overdue'), strong: true }]) : day(row.dueOn),
          row.status === null
            ? (row.need && t(`need.${row.need}`)) || ''
            : joined([t(`status.${row.status}`), ...(row.statusOn ? [day(row.statusOn)] : [])]),
          ...(sees.size > 0 ? [seen(row)] : []),
        ]),
      },
      ...(group.total > group.first.length
        ? [quiet(t('document.listed', { count: group.first.length, total: group.total }))]
        : []),
    ]),
    ...(groups.length > listed.length ? [quiet(t('document.groups', { count: groups.length - listed.length }))] : []),
  ]
}

/** What holds while one keeps it. */
export const keepPart = ({ t }: Speaker): Block[] => [heading(t('document.handling')), quiet(t('document.keep'))]
