import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Column, Content, Existing, Importable, Seen, Values } from '../../../platform/imports/importable.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Handling } from '../../../platform/records/contract.ts'
import type { Language, Written } from '../../../platform/text.ts'
import { editActivity, makeActivity, readActivity, removeActivity } from '../actions/activities.ts'
import { editProgramme, makeProgramme, readProgramme, removeProgramme } from '../actions/programmes.ts'
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
  find: (tx, references, call) => find(tx, 'programmes', references, call, (id) => readProgramme(tx, { id }, call)),
  merge: async (tx, values, before, language, call) =>
    contentOf(EditedProgramme, await written(tx, values, before, language, call)),
  add: (tx, content, seen, call) => makeProgramme(tx, { ...(content as ProgrammeContent), ...seenBy(seen) }, call),
  edit: async (tx, of, content, call) =>
    void (await editProgramme(tx, { ...of, ...(content as ProgrammeContent) }, call)),
  remove: async (tx, of, call) => void (await removeProgramme(tx, of, call)),
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
  find: (tx, references, call) => find(tx, 'activities', references, call, (id) => readActivity(tx, { id }, call)),
  merge: async (tx, values, before, language, call) => {
    const of = values['programme']
    const linked = of === undefined ? {} : { programme: await programmeBy(tx, of as string) }
    return contentOf(EditedActivity, await written(tx, { ...values, ...linked }, before, language, call))
  },
  add: (tx, content, seen, call) => makeActivity(tx, { ...(content as ActivityContent), ...seenBy(seen) }, call),
  edit: async (tx, of, content, call) =>
    void (await editActivity(tx, { ...of, ...(content as ActivityContent) }, call)),
  remove: async (tx, of, call) => void (await removeActivity(tx, of, call)),
}

type ProgrammeContent = Omit<z.output<typeof EditedProgramme>, 'id' | 'version'>
type ActivityContent = Omit<z.output<typeof EditedActivity>, 'id' | 'version'>

const seenBy = ({ level, handling, audience }: Seen) => ({
  ...{ level, handling: handling as Handling[], audience: audience as never[], invented: false },
})

/** Content as the edits take it: parsed, without the marks of an edit. */
function contentOf(schema: typeof EditedProgramme | typeof EditedActivity, content: Record<string, unknown>): Content {
  const known = Object.fromEntries(Object.entries(content).filter(([key]) => key in schema.shape))
  const { id: _id, version: _version, ...parsed } = schema.parse({ ...known, id: NOBODY, version: 1 })
  // As it will be after it was kept as JSON.
  return JSON.parse(JSON.stringify(parsed))
}
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** What was there with the row's values over it. */
async function written(
  tx: Tx,
  values: Values,
  before: Content | null,
  language: Language,
  call: Call,
): Promise<Record<string, unknown>> {
  const { reference, title, summary, beneficiaries, source, ...rest } = values as Record<string, never>
  const text = (key: string, said: string | undefined) =>
    said === undefined ? {} : { [key]: inLanguage((before?.[key] ?? null) as Written | null, said, language) }
  return {
    ...(before ?? { code: reference, leads: [await ownCode(tx, call)] }),
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

/** A programme by its symbol, of the own organisation first, among those the caller may read. */
async function programmeBy(tx: Tx, code: string): Promise<string> {
  const found = await tx
    .selectFrom('programmes')
    .select('id')
    .where('code', '=', code)
    .orderBy((e) => e('owner_org', '=', e.fn<string>('viewer_org')), 'desc')
    .orderBy('id')
    .executeTakeFirst()
  if (!found) throw new Problem('imports.no_such_link', 409, { code })
  return found.id
}

/** Records of the caller's organisation by their symbols, as the edits take them. */
async function find(
  tx: Tx,
  table: 'programmes' | 'activities',
  references: readonly string[],
  { viewer }: Call,
  read: (id: string) => Promise<object>,
): Promise<Map<string, Existing>> {
  if (references.length === 0) return new Map()
  const rows = await tx
    .selectFrom(table)
    .innerJoin('records', 'records.id', `${table}.id`)
    .select([`${table}.id`, `${table}.code`, 'records.version'])
    .where(`${table}.code`, 'in', [...references])
    .where(`${table}.owner_org`, '=', viewer.organisation)
    .orderBy(`${table}.id`)
    .execute()
  const found = new Map<string, Existing>()
  const schema = table === 'programmes' ? EditedProgramme : EditedActivity
  for (const { id, code, version } of rows)
    if (!found.has(code))
      found.set(code, { id, version, content: contentOf(schema, codesFor(await read(id)) as Record<string, unknown>) })
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
