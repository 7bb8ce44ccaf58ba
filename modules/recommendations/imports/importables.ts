import { ZodError, z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Column, Content, Existing, Importable, Values, Within } from '../../../platform/imports/importable.ts'
import type { KnownDate } from '../../../platform/imports/values/dates.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { Handling } from '../../../platform/records/contract.ts'
import { LANGUAGES, type Language, show, type Written } from '../../../platform/text.ts'
import { rightsOn } from '../actions/rights.ts'
import { tellState } from '../actions/telling.ts'
import { editRecommendations, makeRecommendations, takeBack } from '../actions/writing.ts'
import { content } from '../fields.ts'
import { splitParagraph } from './paragraphs.ts'
import { termsFor } from './terms.ts'
import { HEADINGS, inLanguage, TEXTS } from './texts.ts'
import { shortened, textsIn, written } from './words.ts'

const COLUMNS: readonly Column[] = [
  { key: 'reference', holds: 'text', required: true },
  { key: 'title', holds: 'written' },
  { key: 'body', holds: 'written', required: true },
  { key: 'themes', holds: { many: 'themes' }, required: true },
  { key: 'resolution', holds: 'text' },
  { key: 'paragraph', holds: 'text' },
  { key: 'pillars', holds: { many: 'pillars' } },
  { key: 'priority', holds: { one: 'priorities' } },
  { key: 'need', holds: 'flag' },
  { key: 'due', holds: 'date' },
  { key: 'leads', holds: { many: 'organisations' } },
  { key: 'capacity', holds: 'written' },
  { key: 'source', holds: 'text' },
  // The same words in further languages.
  ...LANGUAGES.flatMap((language) =>
    (['title', 'body'] as const).map((key) => ({ key: inLanguage(key, language), holds: 'text' as const })),
  ),
]

/** What is written of one, as its edit takes it. */
const Recommended = z.object({ ...content, themes: content.themes.unwrap().min(1) })
type Recommended = z.output<typeof Recommended>

/** The recommendations of one assessment, known again by their number in it. */
const recommendations: Importable = {
  kind: 'recommendations.recommendation',
  permission: 'recommendations:assess',
  reference: 'reference',
  columns: COLUMNS,
  texts: TEXTS,
  headings: HEADINGS,
  terms: termsFor,
  href: (id) => `/recommendations/${id}`,
  within: assessmentOf,
  find,
  merge: async (_tx, rows, language) =>
    rows.map(({ values, before }) => contentOf(recommended(values, before as Recommended | null, language))),
  columnOf: (path) => {
    const [first] = path.split('.')
    return first === 'code' ? 'reference' : first === 'dueOn' ? 'due' : first
  },
  add: async (tx, contents, { seen, within }) => {
    const { state } = await stateOf(tx, within!)
    const ids = await makeRecommendations(
      tx,
      {
        ...{ kind: 'assessment' as const, state, assessment: within, invented: false, audience: [] },
        ...{ level: seen.level, handling: seen.handling as Handling[] },
      },
      contents as Recommended[],
    )
    // Once for all of them; by hand each is told.
    await tellState(tx, 'recommendations.imported', within!)
    return ids
  },
  edit: (tx, records, call) =>
    editRecommendations(
      tx,
      records.map(({ content, ...of }) => ({ ...of, ...(content as Recommended) })),
      call,
    ),
  remove: (tx, records) => takeBack(tx, records),
}

/** An assessment as far as recommendations may be added to it. */
async function assessmentOf(tx: Tx, id: string, call: Call): Promise<Within | undefined> {
  const row = await tx
    .selectFrom('assessments')
    .innerJoin('records', 'records.id', 'assessments.id')
    .select(['assessments.title', 'records.level'])
    .where('assessments.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { mayWrite } = await rightsOn(tx, id, call)
  const needs = 'records:share'
  const mayShare = call.viewer.permissions.includes(needs)
  return {
    title: show(row.title, call.language),
    href: `/recommendations/assessments/${id}`,
    level: row.level as Within['level'],
    refusal: !mayWrite
      ? new Problem('records.read_only', 403)
      : mayShare
        ? null
        : new Problem('access.denied', 403, { needs }),
  }
}

/** Code of the State that an assessment is of. */
async function stateOf(tx: Tx, assessment: string): Promise<{ state: string }> {
  const row = await tx
    .selectFrom('assessments')
    .innerJoin('organisations', (join) => join.on((e) => e('organisations.id', '=', e.fn.any('assessments.states'))))
    .select('organisations.code as state')
    .where('assessments.id', '=', assessment)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** What the cells say, over what was there. */
function recommended(values: Values, before: Recommended | null, language: Language): Record<string, unknown> {
  const { reference, resolution, paragraph, due, capacity, ...rest } = values as Record<string, never>
  const plain = Object.fromEntries(Object.entries(rest).filter(([key]) => key in content))
  const body = written(before?.body ?? null, textsIn('body', values, language), language)
  return {
    ...(before ?? { code: reference }),
    ...plain,
    ...(body && { body, title: titled(values, before, body, language) }),
    ...(resolution !== undefined && splitParagraph(resolution)),
    ...(paragraph !== undefined && { paragraph }),
    ...(due !== undefined && { dueOn: lastDay(due) }),
    ...(capacity !== undefined && { capacity: written(before?.capacity ?? null, { [language]: capacity }, language) }),
  }
}

/** Without a title of its own, a recommendation is called by the beginning of its text, also when that changes. */
function titled(values: Values, before: Recommended | null, body: Written, language: Language): Written | null {
  const said = textsIn('title', values, language)
  const isOfText = before && JSON.stringify(before.title.texts) === JSON.stringify(shortened(before.body).texts)
  const was = before && !isOfText ? before.title : null
  if (Object.keys(said).length === 0) return was ?? shortened(body)
  return written(was, said, language)
}

/** The last day of what is meant: due in March is due by its end. */
function lastDay({ date, precision }: KnownDate): string {
  const [year, month] = date.split('-').map(Number) as [number, number]
  if (precision === 'year') return `${date.slice(0, 4)}-12-31`
  return precision === 'day' ? date : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Content as the edit takes it, or why it is none. */
function contentOf(said: Record<string, unknown>): Content | ZodError {
  const { data, error } = Recommended.safeParse(said)
  // As it will be after it was kept as JSON.
  return error ?? JSON.parse(JSON.stringify(data))
}

/** The caller's own recommendations of an assessment by their numbers. */
async function find(
  tx: Tx,
  references: readonly string[],
  within: string | null,
  { viewer, language }: Call,
): Promise<Map<string, Existing>> {
  if (references.length === 0) return new Map()
  // Two imports of the same table wait for each other: what the first adds, the second finds.
  await tx.selectFrom('assessments').select('id').where('id', '=', within).forNoKeyUpdate().execute()
  const rows = await tx
    .selectFrom('recommendations as c')
    .innerJoin('records as r', 'r.id', 'c.id')
    .select([
      'c.id',
      'r.version',
      'c.code',
      'c.title',
      'c.body',
      'c.unofficial',
      'c.resolution',
      'c.paragraph',
      'c.source',
    ])
    .select(['c.themes', 'c.pillars', 'c.priority', 'c.due_on', 'c.need', 'c.capacity', 'c.leads', 'c.force'])
    .select(['c.addressees', 'c.uptake', 'c.evaluation', 'c.acceptance', 'c.response'])
    .where('c.assessment', '=', within)
    .where('c.code', 'in', [...references])
    .where('c.form', '=', 'original')
    .where('c.owner_org', '=', viewer.organisation)
    .orderBy('c.id', 'desc')
    .execute()
  const ids = rows.map(({ id }) => id)
  const actions = ids.length
    ? await tx
        .selectFrom('recommendation_actions')
        .select(['record', 'what', 'organisation', 'due_on', 'done_on', 'evidence'])
        .where('record', 'in', ids)
        .orderBy('id')
        .execute()
    : []
  const named = [...rows.flatMap(({ leads }) => leads), ...actions.map(({ organisation }) => organisation)]
  const names = await organisationRefs(tx, named, language)
  const codeOf = (id: string) => names.get(id)!.code
  return new Map(
    rows.map(({ id, version, need, due_on, leads, ...row }) => {
      const said = contentOf({
        ...row,
        ...{ need: need !== null, dueOn: due_on, leads: leads.map(codeOf) },
        actions: actions
          .filter(({ record }) => record === id)
          .map(({ what, organisation, due_on, done_on, evidence }) => ({
            ...{ what, organisation: codeOf(organisation), dueOn: due_on, doneOn: done_on, evidence },
          })),
      })
      if (said instanceof ZodError) throw said
      return [row.code, { id, version, content: said }]
    }),
  )
}

export const importables: readonly Importable[] = [recommendations]
