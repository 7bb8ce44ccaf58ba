import type { OrganisationRef } from '../../../platform/access/refs.ts'
import type { Shown } from '../../../platform/text.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { type Pillar, PillarMarks } from '../../../platform/ui/marks/pillar-mark.tsx'
import { type Stage, StatusMark } from '../../../platform/ui/marks/status-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Panels } from '../../../platform/ui/panels.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Amount, PILLARS, type Source } from '../fields.ts'
import { texts } from '../locales/index.ts'
import type { KnownDate } from '../rules.ts'
import { useTerms } from './terms.ts'

const STAGES: Readonly<Record<string, Stage>> = {
  proposed: 'open',
  planned: 'planned',
  ongoing: 'ongoing',
  completed: 'done',
}

export function Status({ status }: { status: string }) {
  const { name } = useTerms()
  return <StatusMark stage={STAGES[status] ?? 'open'} label={name('statuses', status)} />
}

/** 1 to 4, as the kit draws them. */
export const numberOf = (pillar: string): Pillar => (PILLARS.indexOf(pillar as (typeof PILLARS)[number]) + 1) as Pillar

export const Pillars = ({ of }: { of: readonly string[] }) =>
  of.length > 0 && <PillarMarks pillars={of.map(numberOf)} />

/** In a dense table: acronyms, the full name on pointing. */
export const Acronyms = ({ of }: { of: readonly OrganisationRef[] }) =>
  of.map(({ id, code, name }, i) => (
    <span key={id}>
      {i > 0 && ' · '}
      <bdi>
        <abbr title={name.text}>{code}</abbr>
      </bdi>
    </span>
  ))

/** Names in a row, each in its own direction. */
export const Names = ({ of }: { of: readonly OrganisationRef[] }) =>
  of.map(({ id, name }, i) => (
    <span key={id}>
      {i > 0 && ' · '}
      <bdi lang={name.language}>{name.text}</bdi>
    </span>
  ))

const COMPARATORS = { eq: 'exactly', ge: 'at_least', gt: 'more_than', lt: 'nearly' } as const

/** "more than 600". */
export function useAmounts(): (amount: Amount | null) => string {
  const formats = useFormats()
  return (amount) => (amount ? formats.amount(amount.n, COMPARATORS[amount.comparator]) : '')
}

/** "March – June 2020"; with a start only, "since March 2020" while it goes on, else "March 2020"; nothing where nothing is known. */
export function useSpan(): (of: { start: KnownDate | null; end: KnownDate | null; status: string }) => string {
  const t = useTexts(texts)
  const { span, date } = useFormats()
  return ({ start, end, status }) => {
    if (start && end) return span(start, end)
    if (start) return status === 'ongoing' ? t('since', { date: date(start) }) : date(start)
    return end ? t('until', { date: date(end) }) : ''
  }
}

/** "A/75/729, §§ 51 and 52". */
export function useSourceWords(): (source: Source) => string {
  const t = useTexts(texts)
  const { list } = useFormats()
  return ({ document, paragraphs, also }) => {
    const where = [
      ...(paragraphs.length > 0
        ? [t('source.paragraphs', { count: paragraphs.length, list: list(paragraphs.map(String)) })]
        : []),
      ...also,
    ]
    return [document, ...where].filter(Boolean).join(', ')
  }
}

/** In a table: the title, whether the demonstration invented it, and what others say of a programme. */
export const TitleOf = ({ row: { title, head } }: { row: { title: Shown; head: RowHead } }) => (
  <>
    <WrittenText of={title} quiet /> {head.invented && <Invented />}{' '}
    {head.kind === 'programmes.programme' && <ProgrammeMarks id={head.id} />}
  </>
)
type RowHead = { id: string; kind: string; invented: boolean }

/** What other modules say beside the name of a programme, wherever it stands. */
export const ProgrammeMarks = ({ id }: { id: string }) => (
  <Panels place="programmes.mark" id={id} code="" waiting={null} />
)

export function Invented() {
  const t = useTexts(texts)
  return <Badge tone="warn">{t('label.invented')}</Badge>
}
