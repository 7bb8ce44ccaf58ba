import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { texts as exportTexts } from '../../../platform/exports/locales/index.ts'
import { type Column, linesOf } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import { type Language, translator } from '../../../platform/text.ts'
import type * as contract from '../assessment-contract.ts'
import type { ClockState } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { CLOCKS, type Clock, daysLeft, pausesOf } from '../rules.ts'
import { type AssessmentLine, assessed, assessmentLines } from './assessment-list.ts'

/** Rows of one file; what lies beyond is said in it. */
const LONGEST = 20_000

/** Carried away is only what its originator lets go, or the own. */
const CARRIED = sql<boolean>`(a.owner_org is not distinct from viewer_org()
  or not exists (select from records m where m.id = a.id and 'no_export' = any (m.handling)))`

/** Assessments of States with both clocks, as a file. */
export async function exportAssessments(
  tx: Tx,
  { format, ...narrowing }: z.output<typeof contract.exportAssessments.input>,
  call: Call,
): Promise<FileAnswer> {
  const { language, at } = call
  const where = assessed(narrowing)
  const found = await assessmentLines(tx, sql`(${where} and ${CARRIED})`, { page: 1, size: LONGEST + 1 }, call)
  const { rows } = await sql<{ kept: number }>`
    select count(*)::int as kept from assessments a where ${where} and not ${CARRIED}`.execute(tx)
  const lines = found.slice(0, LONGEST)
  const records = lines.map(({ head }) => head.id)
  const t = translator(language, texts[language])
  const { kept } = rows[0]!
  const notes = [
    t('coverage', { date: at.toISOString().slice(0, 10) }),
    ...(kept > 0 ? [translator<string>(language, exportTexts[language])('coverage.no_export', { count: kept })] : []),
    ...(found.length > LONGEST ? [t('export.longest', { count: LONGEST })] : []),
  ]
  const columns = columnsIn(language, at.toISOString().slice(0, 10))
  const about = {
    name: 'assessments',
    title: t('title.assessments'),
    mark: await markOf(tx, records),
    notes,
    at,
    language,
  }
  return writeFile(format, columns, atOnce(linesOf(format, columns, lines)), about, records)
}

type LineColumn = Column<AssessmentLine>

function columnsIn(language: Language, today: string): LineColumn[] {
  const t = translator(language, texts[language])
  return [
    { key: 'state', label: t('label.states'), width: 24, cell: (r) => r.state.name.text, data: (r) => r.state.code },
    { key: 'code', label: t('label.code'), width: 14, cell: (r) => r.code },
    {
      ...{ key: 'title', label: t('label.title'), width: 48, cell: (r) => r.title.text },
      data: ({ title }) => ({ text: title.text, language: title.language }),
    },
    { key: 'type', label: t('label.type'), cell: (r) => t(`type.${r.type}`), data: (r) => r.type },
    { key: 'starts', label: t('label.starts'), width: 12, cell: (r) => r.startsOn },
    { key: 'ends', label: t('label.ends'), width: 12, cell: (r) => r.endsOn },
    { key: 'sent', label: t('label.sent'), width: 12, cell: (r) => r.sentOn },
    { key: 'adopted', label: t('label.adopted'), width: 12, cell: (r) => r.adoptedOn },
    ...CLOCKS.flatMap((clock) => clockColumns(clock, language, today)),
    {
      ...{ key: 'level', label: t('label.level'), cell: (r) => t(`level.${r.head.level}` as 'level.0') },
      data: ({ head }) => head.level,
    },
  ]
}

/** How one clock stands, and each time it stood still: from when until when, for how many days, and why. */
function clockColumns(clock: Clock, language: Language, today: string): LineColumn[] {
  const t = translator(language, texts[language])
  const on = (row: AssessmentLine): ClockState => row.clocks.find((one) => one.clock === clock)!
  const pauses = (row: AssessmentLine) => {
    const { began, events } = on(row)
    return pausesOf(began, events, today).map(({ by, until, days }) => ({
      from: by.on,
      until,
      days,
      reason: by.reason,
    }))
  }
  const column = (key: string, label: string, rest: Omit<LineColumn, 'key' | 'label'>): LineColumn => ({
    ...{ key: `${clock}_${key}`, label: `${t(`clock.${clock}`)}: ${label}` },
    ...rest,
  })
  return [
    column('state', t('label.status'), { cell: (r) => t(`clock.${on(r).state}`), data: (r) => on(r).state }),
    column('due', t('label.due'), { width: 12, cell: (r) => on(r).due }),
    column('left', t('clock.left'), { width: 12, cell: (r) => daysLeft(on(r), today) }),
    column('answered', t('clock.answered'), { width: 12, cell: (r) => on(r).answeredOn }),
    column('paused', t('clock.stood'), {
      width: 12,
      cell: (r) => pauses(r).reduce((sum, { days }) => sum + days, 0),
    }),
    column('pauses', t('clock.pauses'), {
      width: 48,
      cell: (r) =>
        pauses(r)
          .map(({ from, until, days, reason }) => `${from} – ${until ?? ''} (${days}): ${reason}`)
          .join('; '),
      data: pauses,
    }),
  ]
}
