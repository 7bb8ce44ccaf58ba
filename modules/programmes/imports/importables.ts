import { sql } from 'kysely'
import { ZodError, type z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Column, Content, Existing, Importable, Seen, Values } from '../../../platform/imports/importable.ts'
import { Problem } from '../../../platform/problem.ts'
import { removeRecords } from '../../../platform/records/claim.ts'
import type { Handling } from '../../../platform/records/contract.ts'
import type { Language, Written } from '../../../platform/text.ts'
import { editActivities, makeActivities, readActivities } from '../actions/activities.ts'
import { editProgrammes, makeProgrammes, readProgrammes } from '../actions/programmes.ts'
import { EditedActivity, EditedProgramme } from '../fields.ts'
import { termsFor } from './terms.ts'
import { HEADINGS, textsOf } from './texts.ts'

const COMMON: readonly Column[] = [
  { key: 'reference', holds: 'text', required: true },
  { key: 'title', holds: 'written', required: true },
  { key: 'summary', holds: 'written' },
]
const ABOUT: readonly Column[] = [
  { key: 'leads', holds: { many: 'organisations' } },
  { key: 'partners', holds: { many: 'organisations' } },
  { key: 'pillars', holds: { many: 'pillars' } },
  { key: 'themes', holds: { many: 'themes' } },
  { key: 'states', holds: { many: 'states' } },
  { key: 'regions', holds: { many: 'regions' } },
  { key: 'statesReached', holds: 'amount' },
  { key: 'source', holds: 'text' },
]

const shared = (noun: 'programme' | 'activity') =>
  ({
    permission: 'programmes:write',
    reference: 'reference',
    texts: textsOf(noun),
    headings: HEADINGS,
    terms: termsFor,
    columnOf: (path: string) => {
      const [first] = path.split('.')
      return first === 'code' ? 'reference' : first
    },
  }) as const

const programmes: Importable = {
  ...shared('programme'),
  kind: 'programmes.programme',
  columns: [
    ...COMMON,
    { key: 'type', holds: { one: 'programmeTypes' }, required: true },
    { key: 'status', holds: { one: 'statuses' }, required: true },
    ...ABOUT,
    { key: 'funders', holds: { many: 'organisations' } },
    { key: 'start', holds: 'date' },
    { key: 'end', holds: 'date' },
    { key: 'beneficiaries', holds: 'written' },
    { key: 'mandates', holds: 'texts' },
  ],
  href: (id) => `/programmes/${id}`,
  find: (tx, references, _within, call) =>
    find(tx, 'programmes', references, call, (ids) => readProgrammes(tx, ids, call)),
  merge: (tx, rows, language, call) => merge(tx, EditedProgramme, rows, language, call),
  add: (tx, contents, { seen }, call) => makeProgrammes(tx, seenBy(seen), contents as ProgrammeContent[], call),
  edit: (tx, records, call) =>
    editProgrammes(
      tx,
      records.map(({ content, ...of }) => ({ ...of, ...(content as ProgrammeContent) })),
      call,
    ),
  remove: (tx, records, call) => removeRecords(tx, { kind: 'programmes.programme', records }, call),
}

const activities: Importable = {
  ...shared('activity'),
  kind: 'programmes.activity',
  columns: [
    ...COMMON,
    { key: 'type', holds: { one: 'activityTypes' }, required: true },
    { key: 'status', holds: { one: 'statuses' }, required: true },
    { key: 'start', holds: 'date', required: true },
    { key: 'end', holds: 'date' },
    ...ABOUT,
    { key: 'programme', holds: 'text' },
    { key: 'modality', holds: { one: 'modalities' } },
    { key: 'attendees', holds: { one: 'audiences' } },
    { key: 'participants', holds: 'amount' },
    { key: 'events', holds: 'amount' },
  ],
  href: (id) => `/programmes/activities/${id}`,
  find: (tx, references, _within, call) =>
    find(tx, 'activities', references, call, (ids) => readActivities(tx, ids, call)),
  merge: async (tx, rows, language, call) => {
    const codes = rows.flatMap(({ values }) => (values['programme'] as string | undefined) ?? [])
    return merge(tx, EditedActivity, rows, language, call, await programmesBy(tx, codes))
  },
  add: (tx, contents, { seen }, call) => makeActivities(tx, seenBy(seen), contents as ActivityContent[], call),
  edit: (tx, records, call) =>
    editActivities(
      tx,
      records.map(({ content, ...of }) => ({ ...of, ...(content as ActivityContent) })),
      call,
    ),
  remove: (tx, records, call) => removeRecords(tx, { kind: 'programmes.activity', records }, call),
}

type ProgrammeContent = Omit<z.output<typeof EditedProgramme>, 'id' | 'version'>
type ActivityContent = Omit<z.output<typeof EditedActivity>, 'id' | 'version'>

const seenBy = ({ level, handling, audience }: Seen) => ({
  ...{ level, handling: handling as Handling[], audience: audience as never[], invented: false },
})

/** Content as the edits take it: parsed, without the marks of an edit; or why it is none. */
function contentOf(
  schema: typeof EditedProgramme | typeof EditedActivity,
  content: Record<string, unknown>,
): Content | ZodError {
  const known = Object.fromEntries(Object.entries(content).filter(([key]) => key in schema.shape))
  const { data, error } = schema.safeParse({ ...known, id: NOBODY, version: 1 })
  if (error) return error
  const { id: _id, version: _version, ...parsed } = data
  // As it will be after it was kept as JSON.
  return JSON.parse(JSON.stringify(parsed))
}
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** What was there with the values of each row over it, as it is kept; a row that cannot be is its reason. */
async function merge(
  tx: Tx,
  schema: typeof EditedProgramme | typeof EditedActivity,
  rows: readonly { values: Values; before: Content | null }[],
  language: Language,
  call: Call,
  programmes: ReadonlyMap<string, string> = new Map(),
): Promise<(Content | Error)[]> {
  const own = await ownCode(tx, call)
  return rows.map(({ values, before }) => {
    const code = values['programme'] as string | undefined
    if (code !== undefined && !programmes.has(code)) return new Problem('imports.no_such_link', 409, { code })
    const linked = code === undefined ? values : { ...values, programme: programmes.get(code) }
    return contentOf(schema, written(linked, before, { language, own, call }))
  })
}

function written(
  values: Values,
  before: Content | null,
  { language, own, call }: { language: Language; own: string; call: Call },
): Record<string, unknown> {
  const { reference, title, summary, beneficiaries, source, ...rest } = values as Record<string, never>
  const text = (key: string, said: string | undefined) =>
    said === undefined ? {} : { [key]: inLanguage((before?.[key] ?? null) as Written | null, said, language) }
  return {
    ...(before ?? { code: reference, leads: [own] }),
    ...rest,
    ...text('title', title),
    ...text('summary', summary),
    ...text('beneficiaries', beneficiaries),
    ...(source !== undefined && {
      source: { paragraphs: [], also: [], ...((before?.['source'] ?? {}) as object), document: source },
    }),
    // The status is as of today where it is another than before.
    ...(before &&
      rest['status'] !== undefined &&
      rest['status'] !== before['status'] && { statusOn: call.at.toISOString().slice(0, 10) }),
  }
}

const inLanguage = (before: Written | null, said: string, language: Language): Written =>
  before
    ? { ...before, texts: { ...before.texts, [language]: said } }
    : { original: language, texts: { [language]: said }, outdated: [] }

async function ownCode(tx: Tx, { viewer }: Call): Promise<string> {
  const own = await tx
    .selectFrom('organisations')
    .select('code')
    .where('id', '=', viewer.organisation!)
    .executeTakeFirstOrThrow()
  return own.code
}

/** Programmes by their symbols, of the own organisation first, among those the caller may read. */
async function programmesBy(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('programmes')
    .select(['id', 'code'])
    .where('code', 'in', [...new Set(codes)])
    .orderBy((e) => e('owner_org', '=', e.fn<string>('viewer_org')))
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/**
 * Records of the caller's organisation by their symbols, as the edits take them; instead of one that was merged away, the one
 * that stays, where the caller may change that.
 */
async function find(
  tx: Tx,
  table: 'programmes' | 'activities',
  references: readonly string[],
  { viewer }: Call,
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, object>>,
): Promise<Map<string, Existing>> {
  if (references.length === 0) return new Map()
  const of = sql.table(table)
  const { rows } = await sql<{ id: string; code: string; version: number; into: string | null; others: string[] }>`
    with led as materialized (select other, kept, viewer_sees(kept, 'contribute') as open from search_leads)
    select r.id, f.code, r.version, l.kept as into,
           array(select o.code from led join ${of} o on o.id = led.other
                  where led.kept = r.id and led.open and o.owner_org = f.owner_org and o.code <> '') as others
      from ${of} f left join led l on l.other = f.id join records r on r.id = case when l.open then l.kept else f.id end
     where f.code = any (${[...references]}::text[]) and f.owner_org = ${viewer.organisation} order by f.id`.execute(tx)
  const found = new Map<string, Existing>()
  const schema = table === 'programmes' ? EditedProgramme : EditedActivity
  const shown = await read(rows.map(({ id }) => id))
  for (const { id, code, version, into, others } of rows) {
    if (found.has(code)) continue
    const content = contentOf(schema, codesFor(shown.get(id)) as Record<string, unknown>)
    if (content instanceof ZodError) throw content
    found.set(code, {
      ...{ id, version, content },
      ...(others.length > 0 && { by: [content['code'] as string, ...others] }),
      ...(into !== null && { into }),
    })
  }
  return found
}

/** A record as it is shown, with codes for names and ids for links. */
function codesFor(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(codesFor)
  if (typeof shown !== 'object' || shown === null) return shown
  if ('kind' in shown && 'code' in shown && 'name' in shown) return shown.code
  const of = Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, codesFor(value)]))
  return 'programme' in of && typeof of['programme'] === 'object' && of['programme'] !== null
    ? { ...of, programme: (of['programme'] as { id: string }).id }
    : of
}

export const importables: readonly Importable[] = [programmes, activities]
