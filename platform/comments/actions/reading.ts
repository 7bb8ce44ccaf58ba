import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../access/organisations.ts'
import type { OrganisationRef, PersonRef } from '../../access/refs.ts'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import type { RecordHead } from '../../records/contract.ts'
import { recordHead } from '../../records/head.ts'
import { peopleRefs } from '../../records/principals.ts'
import type { Language } from '../../text.ts'
import type * as contract from '../contract.ts'
import { mentionsIn } from '../rules.ts'

/** Most answers to one comment that are shown. */
const ANSWERS = 200

type Row = {
  id: string
  parent: string | null
  person: string
  organisation: string
  written_at: Date
  removed_at: Date | null
  hidden_at: Date | null
  hidden_reason: string | null
  version: number | null
  language: Language | null
  words: string | null
  edited_at: Date | null
}

/** Comments with their latest words. One that was removed is shown while answers to it are. */
const comments = sql`
  select c.id, c.parent, c.person, c.organisation, c.written_at, c.removed_at, c.hidden_at, c.hidden_reason,
         t.version, t.language, t.words, t.written_at as edited_at
    from comments c left join lateral (
      select version, language, words, written_at from comment_texts where comment = c.id order by version desc limit 1) t on true`
const isShown = sql`(c.removed_at is null or exists (select from comments a where a.parent = c.id and a.removed_at is null))`

export async function listComments(
  tx: Tx,
  { record, page, size }: z.output<typeof contract.listComments.input>,
  call: Call,
): Promise<z.output<typeof contract.listComments.output>> {
  const head = await readableHead(tx, record, call)
  const { rows: threads } = await sql<Row>`
    ${comments} where c.record = ${record} and c.parent is null and ${isShown}
     order by c.written_at desc, c.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const { rows: answers } = await sql<Row>`
    select * from (
      select found.*, row_number() over (partition by parent order by written_at, id) as place from (
        ${comments} where c.parent = any (${threads.map(({ id }) => id)}::uuid[]) and c.removed_at is null) found) placed
     where place <= ${ANSWERS} order by written_at, id`.execute(tx)
  const { rows: counted } = await sql<{ threads: number; shown: number }>`
    select count(*) filter (where c.parent is null and ${isShown}) as threads, count(*) filter (where c.removed_at is null) as shown
      from comments c where c.record = ${record}`.execute(tx)
  const name = await naming(tx, [...threads, ...answers], call.language)
  const toComment = (row: Row) => commentOf(row, head, name, call)
  const mayComment = canComment(head, call)
  return {
    record: { id: head.id, level: head.level },
    total: counted[0]!.threads,
    count: counted[0]!.shown,
    mayComment,
    mentioned: name.mentioned,
    items: threads.map((row) => ({
      ...toComment(row),
      mayAnswer: mayComment && row.removed_at === null && row.hidden_at === null,
      answers: answers.filter(({ parent }) => parent === row.id).map(toComment),
    })),
  }
}

/** Whose words they are, and whom they mention. */
async function naming(tx: Tx, rows: readonly Row[], language: Language) {
  const mentioned = [...new Set(rows.flatMap(({ words }) => mentionsIn(words ?? '')))]
  const people = await peopleRefs(tx, [...rows.map(({ person }) => person), ...mentioned], language)
  const organisations = await organisationRefs(
    tx,
    rows.map(({ organisation }) => organisation),
    language,
  )
  return {
    person: (id: string): PersonRef => people.get(id)!,
    organisation: (id: string): OrganisationRef => organisations.get(id)!,
    mentioned: mentioned.map((id) => people.get(id)!),
  }
}

function commentOf(row: Row, head: RecordHead, name: Awaited<ReturnType<typeof naming>>, call: Call): contract.Comment {
  const { id, version, language, words, edited_at } = row
  const { viewer } = call
  const state = row.removed_at ? 'removed' : row.hidden_at ? 'hidden' : 'shown'
  const own = row.person === viewer.person && viewer.preview === null
  return {
    id,
    by: name.person(row.person),
    organisation: name.organisation(row.organisation),
    at: row.written_at.toISOString(),
    state,
    text: version && language && words !== null ? { version, language, words, at: edited_at!.toISOString() } : null,
    reason: state === 'hidden' ? row.hidden_reason : null,
    mayEdit: own && state === 'shown' && canComment(head, call),
    mayRemove: own && state !== 'removed',
    mayHide: head.own && state !== 'removed' && viewer.permissions.includes('records:share'),
  }
}

const canComment = ({ mine }: RecordHead, { viewer }: Call): boolean =>
  viewer.member && viewer.preview === null && (mine === 'comment' || mine === 'contribute')

/** The head of a record that the viewer reads; whoever may only know of it finds no comments either. */
async function readableHead(tx: Tx, record: string, call: Call): Promise<RecordHead> {
  const head = await recordHead(tx, record, call)
  if (head.mine === 'discover') throw notFound()
  return head
}

export async function listVersions(
  tx: Tx,
  { id }: z.output<typeof contract.listVersions.input>,
  { language }: Call,
): Promise<z.output<typeof contract.listVersions.output>> {
  const rows = await tx
    .selectFrom('comment_texts')
    .select(['record', 'level', 'version', 'language', 'words', 'written_at'])
    .where('comment', '=', id)
    .orderBy('version', 'desc')
    .execute()
  const [latest] = rows
  if (!latest) throw notFound()
  const mentioned = await peopleRefs(
    tx,
    rows.flatMap(({ words }) => mentionsIn(words)),
    language,
  )
  return {
    record: { id: latest.record, level: latest.level },
    total: rows.length,
    mentioned: [...mentioned.values()],
    items: rows.map((row) => ({
      version: row.version,
      language: row.language as Language,
      words: row.words,
      at: row.written_at.toISOString(),
    })),
  }
}

/** Most people suggested at once. */
const SUGGESTED = 8

export async function findMentionable(
  tx: Tx,
  { record, q }: z.output<typeof contract.findMentionable.input>,
  call: Call,
): Promise<{ items: PersonRef[] }> {
  await readableHead(tx, record, call)
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string }>`
    select id from persons
     where id <> viewer_person() and not service and status = 'active' and unaccent(name) ilike unaccent(${like}) and mentionable(id, ${record})
     order by name collate "C.utf8", id limit ${SUGGESTED}`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const people = await peopleRefs(tx, ids, call.language)
  return { items: ids.map((id) => people.get(id)!) }
}
