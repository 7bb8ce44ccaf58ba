import { sql } from 'kysely'
import type { z } from 'zod'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { type Column, linesOf } from '../../../platform/exports/table.ts'
import { atOnce, markOf, writeFile } from '../../../platform/exports/write.ts'
import { type Language, translator } from '../../../platform/text.ts'
import { termsIn } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import { isUnofficial, type Row } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { narrowed, orderOf } from './narrowing.ts'
import { recommendationRows } from './reading.ts'

/** Rows of one file; what lies beyond is said in it. */
const LONGEST = 20_000

export async function exportRecommendations(
  tx: Tx,
  { format, ...by }: z.output<typeof contract.exportRecommendations.input>,
  { language, at }: Call,
): Promise<FileAnswer> {
  const { rows: found } = await sql<{ id: string; open: boolean }>`
    select r.id, r.owner_org is not distinct from viewer_org()
              or not exists (select from records m where m.id = r.id and 'no_export' = any (m.handling)) as open
      from recommendations r where ${narrowed(by)} order by ${orderOf(by, language)} limit ${LONGEST + 1}`.execute(tx)
  const within = found.slice(0, LONGEST)
  const records = within.flatMap(({ id, open }) => (open ? [id] : []))
  const t = translator(language, texts[language])
  const kept = within.length - records.length
  const notes = [
    t('coverage', { date: at.toISOString().slice(0, 10) }),
    ...(kept > 0 ? [t('export.kept', { count: kept })] : []),
    ...(found.length > LONGEST ? [t('export.longest', { count: LONGEST })] : []),
  ]
  const columns = await columnsIn(tx, language)
  const lines = linesOf(format, columns, await recommendationRows(tx, records, { language }))
  const about = { name: 'recommendations', title: t('title'), mark: await markOf(tx, records), notes, at, language }
  return writeFile(format, columns, atOnce(lines), about, records)
}

async function columnsIn(tx: Tx, language: Language): Promise<Column<Row>[]> {
  const t = translator(language, texts[language])
  const terms = await termsIn(tx, language)
  type Key = Parameters<typeof t>[0]
  const names = (of: Row['states']) => of.map(({ name }) => name.text).join('; ')
  const coded = (key: string, list: string, of: (row: Row) => string | null): Column<Row> => ({
    ...{ key, label: t(`label.${key}` as Key) },
    cell: (row) => (of(row) === null ? '' : t(`${list}.${of(row)}` as Key)),
    data: of,
  })
  const text = (key: string, cell: Column<Row>['cell'], width = 18): Column<Row> => ({
    key,
    label: t(`label.${key}` as Key),
    width,
    cell,
  })
  return [
    text('code', (r) => r.code, 14),
    {
      ...text('title', (r) => r.title.text, 60),
      data: ({ title }) => ({ text: title.text, language: title.language }),
    },
    {
      ...text('unofficial', (r) => (isUnofficial(r) ? t('unofficial') : '')),
      data: ({ unofficial }) => unofficial,
    },
    coded('kind', 'kind', (r) => r.kind),
    coded('form', 'form', (r) => r.form),
    { ...text('originator', (r) => r.originator.name.text, 32), data: ({ originator }) => originator.code },
    { ...text('states', (r) => names(r.states), 24), data: ({ states }) => states.map(({ code }) => code) },
    { ...text('leads', (r) => names(r.leads), 24), data: ({ leads }) => leads.map(({ code }) => code) },
    {
      ...text('themes', (r) => r.themes.map((code) => terms('themes', code)).join('; '), 28),
      data: ({ themes }) => themes,
    },
    { ...text('pillars', (r) => r.pillars.join('; '), 10), data: ({ pillars }) => pillars },
    coded('priority', 'priority', (r) => r.priority),
    coded('need', 'need', (r) => r.need),
    coded('view', 'view', (r) => r.view),
    coded('force', 'force', (r) => r.force),
    {
      ...text('addressees', (r) => r.addressees.map((one) => t(`addressee.${one}`)).join('; '), 24),
      data: ({ addressees }) => addressees,
    },
    { ...text('uptake', (r) => r.uptake.join('; '), 24), data: ({ uptake }) => uptake },
    coded('acceptance', 'acceptance', (r) => r.acceptance),
    coded('status', 'status', (r) => r.status),
    text('due', (r) => r.dueOn, 12),
    text('resolution', (r) => [r.resolution, r.paragraph].filter(Boolean).join(' § '), 24),
    { ...text('level', (r) => t(`level.${r.head.level}` as Key)), data: ({ head }) => head.level },
  ]
}
