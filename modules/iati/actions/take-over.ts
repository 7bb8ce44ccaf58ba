import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Heading } from '../../../platform/exports/table.ts'
import { writeFile } from '../../../platform/exports/write.ts'
import { askedJob, askJob } from '../../../platform/jobs/asked.ts'
import type { Job } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Language, translator } from '../../../platform/text.ts'
import * as contracts from '../../programmes/contract.ts'
import * as programmes from '../../programmes/index.ts'
import { Chain } from '../../results/contract.ts'
import type { Dry, IatiProblem } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { writeBeside, writeLinks } from './beside.ts'
import { findIn } from './names.ts'
import { type FileProblem, readActivities } from './read.ts'
import { type Row, understand } from './understand.ts'

/** A row that fits, with where it stands in the file. */
type Fit = Row & { line: number; identifier: string }

const ADD = { programme: contracts.addProgramme.input, activity: contracts.addActivity.input } as const
const NOWHERE = '00000000-0000-4000-8000-000000000000'

/** What of a file fits, and what is wrong with the rest; nothing is written. */
async function readFile(tx: Tx, body: Uint8Array, { viewer, language }: Call) {
  const t = translator(language, texts[language])
  const home = (await organisationRefs(tx, [viewer.organisation!], language)).get(viewer.organisation!)!
  const found = await findIn(tx, home.code)
  const [fit, problems, seen]: [Fit[], IatiProblem[], Set<string>] = [[], [], new Set()]
  let activities = 0
  const stopped = readActivities(piecesOf(body), ({ line, activity, problems: misread }) => {
    activities++
    const { identifier } = activity
    const { row, problems: misunderstood } = understand(activity, found)
    const parsed = ADD[row.kind].safeParse({ ...row.content, request: NOWHERE })
    const chain = Chain.safeParse(row.beside.chain ?? [])
    const wrong = [
      ...misread.map((one) => ({ ...one, problem: t(`wrong.${one.code}`) })),
      ...misunderstood.map((one) => ({
        line,
        element: one.element,
        problem: t(`wrong.${one.code}`, { words: one.words }),
      })),
      ...(seen.has(identifier) ? [{ line, element: 'iati-identifier', problem: t('wrong.twice') }] : []),
      ...(misread.length > 0 || parsed.success ? [] : fieldsOf(parsed.error, line, t('wrong.field'))),
      ...(misread.length > 0 || chain.success ? [] : fieldsOf(chain.error, line, t('wrong.field'), 'result')),
    ]
    seen.add(identifier)
    for (const one of wrong) problems.push({ line: one.line, identifier, element: one.element, problem: one.problem })
    if (wrong.length === 0) fit.push({ ...row, line, identifier })
  })
  if (stopped) problems.push(ofFile(stopped, t))
  return { fit: stopped ? [] : fit, problems, activities }
}

const fieldsOf = (error: z.ZodError, line: number, words: string, ...within: string[]) =>
  error.issues.slice(0, 5).map(({ path }) => ({ line, element: [...within, ...path].join('.'), problem: words }))

const ofFile = (
  { line, code, words }: FileProblem,
  t: (key: `file.${FileProblem['code']}`, v: { words: string }) => string,
) => ({
  ...{ line, identifier: '', element: '', problem: t(`file.${code}`, { words }) },
})

/** Bytes as text, some at a time; what is not UTF-8 becomes a mark that no code has. */
function* piecesOf(body: Uint8Array): Generator<string> {
  const decoder = new TextDecoder('utf-8')
  for (let from = 0; from < body.length; from += 65_536)
    yield decoder.decode(body.subarray(from, from + 65_536), { stream: from + 65_536 < body.length })
}

export async function checkIati(tx: Tx, _input: object, call: Call): Promise<Dry> {
  const { fit, problems, activities } = await readFile(tx, bodyOf(call), call)
  const known = await recordsFor(
    tx,
    fit.map(({ identifier }) => identifier),
  )
  return { fit: fit.length, known: known.size, activities, problems: problems.slice(0, 500) }
}

export async function askIatiImport(tx: Tx, _input: object, call: Call): Promise<{ job: string }> {
  const { fit, problems } = await readFile(tx, bodyOf(call), call)
  if (fit.length === 0) throw new Problem('iati.nothing_fits', 400, { problem: problems[0]?.problem ?? '' })
  // A programme comes before what belongs to it.
  const rows = fit.toSorted((a, b) => Number(a.kind === 'activity') - Number(b.kind === 'activity'))
  return { job: await askJob(tx, 'iati.import', { rows, problems: problems.slice(0, 5_000) }, call) }
}

function bodyOf({ body }: Call): Uint8Array {
  if (!(body instanceof Uint8Array) || body.length === 0) throw new Problem('iati.empty', 400)
  return body
}

/** Records of the own organisation by the identifier they came with, or under which they go out. */
async function recordsFor(tx: Tx, identifiers: readonly string[]): Promise<Map<string, string>> {
  const numbers = new Map(identifiers.flatMap((of) => (NUMBER.test(of) ? [[of.slice(-36).toLowerCase(), of]] : [])))
  const { rows } = await sql<{ id: string; identifier: string | null }>`
    select p.record as id, i.identifier from presence p left join iati_identifiers i on i.id = p.record
     where p.owner_org = viewer_org() and (i.identifier = any (${[...identifiers]}::text[]) or (i.id is null and p.record = any (${[...numbers.keys()]}::uuid[])))
     order by p.record`.execute(tx)
  return new Map(rows.map(({ id, identifier }) => [identifier ?? numbers.get(id)!, id]))
}
const NUMBER = /-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

type Outcome = 'added' | 'changed' | 'unchanged'
type Told = IatiProblem & { outcome: Outcome | 'refused' }
/** Rows of one step. */
const STEP = 25

/** Takes over what fits, row by row: one that is refused leaves the others alone, and is told in the file at the end. */
export const importJob: Job = askedJob<{ rows: Fit[]; problems: IatiProblem[] }>(
  'iati.import',
  async (tx, { input, done, language, at, gathered }) => {
    const { rows, problems } = input
    // Links come last, when all that they may lead to is here.
    const linked = rows.filter(({ links }) => links.length > 0)
    const total = rows.length + linked.length
    const some = rows.slice(done, done + STEP)
    const others = linked.slice(Math.max(0, done - rows.length), done - rows.length + STEP)
    const call = { language, at, viewer: await viewerOf(tx) } as Call
    const told: Told[] = []
    for (const row of some) told.push(await orRefused(tx, row, call, () => takeOver(tx, row, call)))
    if (some.length === 0)
      for (const row of others) {
        const one = await orRefused(tx, row, call, () => link(tx, row, call))
        // Only what could not be linked is told once more.
        if (one.outcome === 'refused') told.push(one)
      }
    const next = done + (some.length || others.length)
    const progress = { done: next, total, more: next < total }
    if (progress.more) return { ...progress, text: `${JSON.stringify(told)}\n` }
    const refused = problems.map((problem): Told => ({ ...problem, outcome: 'refused' }))
    return { ...progress, file: await report(gathered(), [...told, ...refused], language, at), href: '/programmes' }
  },
)

async function takeOver(
  tx: Tx,
  { identifier, kind, content, unsaid, parent, beside }: Fit,
  call: Call,
): Promise<Outcome> {
  const known = (await recordsFor(tx, [identifier])).get(identifier)
  const of = kind === 'programme' ? null : ((await recordsFor(tx, parent ? [parent] : [])).get(parent ?? '') ?? null)
  const whole = kind === 'programme' ? content : { ...content, programme: of }
  const id = known ?? (await add(tx, kind, identifier, whole, call))
  const isEdited = known !== undefined && (await edit(tx, kind, known, { content: whole, unsaid }, call))
  const isMore = await writeBeside(tx, id, beside, call)
  if (known === undefined) return 'added'
  return isEdited || isMore ? 'changed' : 'unchanged'
}

/** To records that came with this file or before it; those of others are not looked for. */
async function link(tx: Tx, { identifier, links }: Fit, call: Call): Promise<Outcome> {
  const known = await recordsFor(tx, [identifier, ...links.map(({ ref }) => ref)])
  const id = known.get(identifier)
  const found = links.flatMap(({ kind, ref }) => {
    const other = known.get(ref)
    return other === undefined ? [] : [{ kind, other }]
  })
  return id !== undefined && (await writeLinks(tx, id, found, call)) > 0 ? 'changed' : 'unchanged'
}

/** What is refused leaves the other rows alone. */
async function orRefused(tx: Tx, { line, identifier }: Fit, call: Call, act: () => Promise<Outcome>): Promise<Told> {
  const told = { line, identifier, element: '', problem: '' }
  await sql`savepoint row`.execute(tx)
  try {
    return { ...told, outcome: await act() }
  } catch (error) {
    if (!(error instanceof Problem || error instanceof z.ZodError)) throw error
    await sql`rollback to savepoint row`.execute(tx)
    const t = translator(call.language, texts[call.language])
    const words = error instanceof Problem ? error.code : error.issues.map(({ path }) => path.join('.')).join(', ')
    return { ...told, element: words, problem: t('wrong.field'), outcome: 'refused' }
  }
}

async function add(tx: Tx, kind: Row['kind'], identifier: string, content: object, call: Call): Promise<string> {
  const given = { ...content, request: randomUUID() }
  const { head } =
    kind === 'programme'
      ? await programmes.addProgramme(tx, contracts.addProgramme.input.parse(given), call)
      : await programmes.addActivity(tx, contracts.addActivity.input.parse(given), call)
  await tx.insertInto('iati_identifiers').values({ id: head.id, identifier }).execute()
  return head.id
}

/** An edit only where something differs: the same file read twice changes nothing. */
async function edit(
  tx: Tx,
  kind: Row['kind'],
  id: string,
  { content, unsaid }: { content: object; unsaid: readonly string[] },
  call: Call,
): Promise<boolean> {
  const isProgramme = kind === 'programme'
  const now = await (isProgramme
    ? programmes.readProgramme(tx, { id }, call)
    : programmes.readActivity(tx, { id }, call))
  const input = isProgramme ? contracts.editProgramme.input : contracts.editActivity.input
  const version = { id, version: now.head.version }
  const there = asWritten(now)
  const stays = Object.fromEntries(Object.entries(there).filter(([key]) => unsaid.includes(key)))
  const wanted = input.parse({ statusOn: now.statusOn, ...content, ...stays, ...version })
  if (isDeepStrictEqual(plain(wanted), plain(input.parse({ ...there, ...version })))) return false
  if (isProgramme) await programmes.editProgramme(tx, wanted as never, call)
  else await programmes.editActivity(tx, wanted as never, call)
  return true
}

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, of) => (key === 'outdated' ? undefined : of)))

/** A record as its editor would send it: organisations by code. */
function asWritten(record: object): object {
  const codes = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(codes)
    if (typeof value !== 'object' || value === null) return value
    const of = value as Record<string, unknown>
    if ('code' in of && 'kind' in of && 'name' in of) return of['code']
    return Object.fromEntries(Object.entries(of).map(([key, one]) => [key, codes(one)]))
  }
  const { head: _, programme, ...content } = record as { head: object; programme?: { id: string } | null }
  return { ...(codes(content) as object), ...(programme !== undefined && { programme: programme?.id ?? null }) }
}

async function viewerOf(tx: Tx): Promise<Pick<Call['viewer'], 'organisation' | 'person'>> {
  const { rows } = await sql<{ organisation: string; person: string }>`
    select viewer_org() as organisation, viewer_person() as person`.execute(tx)
  return rows[0]!
}

/** What became of each activity, as a sheet. */
async function report(before: AsyncIterable<string>, last: readonly Told[], language: Language, at: Date) {
  const t = translator(language, texts[language])
  const headings = (['line', 'identifier', 'outcome', 'element', 'problem'] as const).map(
    (key): Heading => ({ key, label: t(`column.${key}`) }),
  )
  const line = ({ line, identifier, outcome, element, problem }: Told) => [
    line,
    identifier,
    t(`outcome.${outcome}`),
    element,
    problem,
  ]
  async function* lines() {
    for await (const part of before) yield (JSON.parse(part) as Told[]).map(line)
    yield last.map(line)
  }
  const mark = { level: 0, handling: [], invented: false } as const
  const about = { name: 'iati-import', title: t('import.report'), mark, notes: [t('import.alone')], at, language }
  return writeFile('csv', headings, lines(), about, [])
}
