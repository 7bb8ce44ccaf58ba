import { sql } from 'kysely'
import { now } from '../clock.ts'
import type { Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { sendMail } from '../mail/send.ts'
import type { Job } from '../module.ts'
import { recordTitles } from '../records/titles.ts'
import type { Language } from '../text.ts'
import { dueAt } from './due.ts'
import { compose, type Line, type Part } from './letter.ts'
import { ownPaces, ownSettings, paceOf } from './settings.ts'
import { addressOf, stopToken } from './token.ts'
import { sayer, type Topics } from './words.ts'

/** What lies longer unread is found in Concord. */
const DAYS = 14
/** Notices of one mail. */
const MOST = 60

type Owed = {
  id: string
  topic: string
  record: string | null
  href: string | null
  facts: Record<string, string | number>
  told_at: Date
}

/**
 * Mails a person what they are owed by now, as one digest, and asks for itself again when the next of it is due. Runs as
 * that person, so that row-level security leaves out what they may no longer see; what goes out is marked in the same
 * transaction, so that nothing is mailed twice. With `mail`, that one was dropped because a record of it was withdrawn
 * meanwhile: what it told of is owed again.
 */
export const digestJob = (topics: Topics): Job => ({
  name: 'notices.digest',
  asPerson: true,
  step: async (tx: Tx, { person, mail }: { person: string; mail?: string }) => {
    if (mail) await tx.updateTable('notices').set({ settled_at: null, mail: null }).where('mail', '=', mail).execute()
    const settings = await ownSettings(tx)
    const paces = await ownPaces(tx)
    const at = await atLatest(tx)
    const owed = await owedTo(tx, new Date(at.getTime() - DAYS * 86_400_000))
    const due: Owed[] = []
    const unwanted: string[] = []
    let next: Date | undefined
    for (const notice of owed) {
      const known = topics.get(notice.topic)
      const when = known && !settings.noMail ? dueAt(notice.told_at, paceOf(known, paces), settings) : undefined
      if (!when) unwanted.push(notice.id)
      else if (when <= at) due.push(notice)
      else if (!next || when < next) next = when
    }
    if (unwanted.length > 0)
      await tx.updateTable('notices').set({ settled_at: at }).where('id', 'in', unwanted).execute()
    if (due.length > 0) await mailThem(tx, person, due.slice(0, MOST), due.length, topics, settings.timeZone)
    if (due.length > 0) {
      // Settled with those for which the mail had no room: it says how many there are.
      await tx
        .updateTable('notices')
        .set({ settled_at: at })
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .execute()
    }
    if (next) await enqueue(tx, 'notices.digest', { person, secondFactor: true }, { key: person, runAt: next })
    return false
  },
})

/**
 * The later of the server's clock and the database's, which says when a job is due: with the earlier one a digest that
 * comes on time would find nothing due, and come again at once, and again.
 */
async function atLatest(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(tx)
  const server = now()
  return rows[0]!.at > server ? rows[0]!.at : server
}

/** Held until this transaction ends: of two digests at the same time the second finds nothing left. */
const owedTo = (tx: Tx, since: Date): Promise<Owed[]> =>
  tx
    .selectFrom('notices')
    .select(['id', 'topic', 'record', 'href', 'facts', 'told_at'])
    .where('read_at', 'is', null)
    .where('settled_at', 'is', null)
    .where('told_at', '>=', since)
    .orderBy('told_at')
    .orderBy('id')
    .forUpdate()
    .execute()

async function mailThem(tx: Tx, person: string, due: readonly Owed[], all: number, topics: Topics, timeZone: string) {
  const { language: spoken } = await tx
    .selectFrom('persons')
    .select('language')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const language = spoken as Language
  const records = [...new Set(due.flatMap(({ record }) => record ?? []))]
  const open = await openOnes(tx, records)
  const titles = await recordTitles(tx, open, language)
  const say = await sayer(tx, topics, due, language, timeZone)
  const parts = [...Map.groupBy(due, ({ record, id }) => record ?? id).values()].map((of): Part => {
    const { record } = of[0]!
    const own = of.length === 1 && of[0]!.href?.startsWith('/') ? of[0]!.href : null
    const isOpen = record === null || open.includes(record)
    const lines = of.map(
      (notice): Line => ({
        text: say(notice, true),
        href: addressOf((notice.href?.startsWith('/') ? notice.href : '/notices') as '/'),
      }),
    )
    const count = of.length
    if (record === null) return { title: null, lines, href: lines[0]!.href, count }
    const href = addressOf(((isOpen && own) || `/records/${record}`) as '/')
    // Above unclassified, or not to be carried away: that there is news, and nothing of it.
    return isOpen
      ? { title: titles.get(record)?.text ?? null, lines, href, count }
      : { title: null, lines: [], href, count }
  })
  const told = [...new Set(due.map(({ topic }) => topic))]
  const one = told.length === 1 ? told[0]! : null
  const { subject, text } = compose(parts, all, language, {
    settings: addressOf('/notices/settings'),
    stop: `${addressOf('/notices/stop')}#${stopToken({ person, topic: null })}`,
  })
  const mail = await sendMail(tx, {
    to: person,
    subject,
    text,
    language,
    about: records,
    quotes: records.filter((record) => open.includes(record) && titles.has(record)),
    stop: addressOf(`/api/notices/stop-at-once?token=${encodeURIComponent(stopToken({ person, topic: one }))}`),
    instead: { job: 'notices.digest', payload: { person, secondFactor: true } },
  })
  await tx
    .updateTable('notices')
    .set({ mail })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .execute()
}

/** Those of which mail may say more than that there is news. */
async function openOnes(tx: Tx, records: readonly string[]): Promise<string[]> {
  if (records.length === 0) return []
  const rows = await tx
    .selectFrom('records')
    .select('id')
    .where('id', 'in', [...records])
    .where('level', '=', 0)
    .where(sql<boolean>`handling = '{}'`)
    .execute()
  return rows.map(({ id }) => id)
}
