import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Pace } from '../module.ts'
import { Problem } from '../problem.ts'
import type * as contract from './contract.ts'
import type { NoticeSettings } from './contract.ts'
import { readStopToken, type Stop } from './token.ts'
import { type KnownTopic, type Topics, titleOf } from './words.ts'

type Input<E extends { input: z.ZodType }> = z.output<E['input']>

export async function readSettings(tx: Tx, _input: object, { language }: Call, topics: Topics) {
  const { isSet, ...settings } = await ownSettings(tx)
  const paces = await ownPaces(tx)
  return {
    ...settings,
    isSet,
    topics: [...topics.values()].map((known) => ({
      topic: known.topic,
      title: titleOf(known, language),
      pace: paceOf(known, paces),
      usual: known.usual,
    })),
  }
}

export async function changeSettings(
  tx: Tx,
  { topics: chosen, ...changed }: Input<typeof contract.changeSettings>,
  { viewer }: Call,
  topics: Topics,
) {
  const { isSet: _, ...before } = await ownSettings(tx)
  const after = { ...before, ...dropUnset(changed) }
  const row = {
    time_zone: after.timeZone,
    quiet_from: after.quiet?.from ?? null,
    quiet_until: after.quiet?.until ?? null,
    mail_at: after.mailAt,
    no_mail: after.noMail,
  }
  await tx
    .insertInto('notice_settings')
    .values(row)
    .onConflict((known) => known.column('person').doUpdateSet(row))
    .execute()
  for (const { topic, pace } of chosen) {
    if (!topics.has(topic)) throw new Problem('notices.topic', 400, { topic })
    await tx
      .insertInto('notice_choices')
      .values({ topic, pace })
      .onConflict((known) => known.columns(['person', 'topic']).doUpdateSet({ pace }))
      .execute()
  }
  // What waits is weighed anew.
  const person = viewer.person!
  await enqueue(tx, 'notices.digest', { person, secondFactor: true }, { key: person })
  return {}
}

const dropUnset = <T extends object>(of: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never

/** The viewer's settings, or those of someone who has set nothing. */
export async function ownSettings(tx: Tx): Promise<NoticeSettings & { isSet: boolean }> {
  const row = await tx.selectFrom('notice_settings').selectAll().executeTakeFirst()
  return {
    isSet: row !== undefined,
    timeZone: row?.time_zone ?? 'UTC',
    quiet: row?.quiet_from && row.quiet_until ? { from: hour(row.quiet_from), until: hour(row.quiet_until) } : null,
    mailAt: hour(row?.mail_at ?? '07:00'),
    noMail: row?.no_mail ?? false,
  }
}

/** PostgreSQL writes seconds too. */
const hour = (time: string): string => time.slice(0, 5)

export async function ownPaces(tx: Tx): Promise<ReadonlyMap<string, Pace>> {
  const rows = await tx.selectFrom('notice_choices').select(['topic', 'pace']).execute()
  return new Map(rows.map(({ topic, pace }) => [topic, pace as Pace]))
}

export const paceOf = (
  { topic, usual }: Pick<KnownTopic, 'topic' | 'usual'>,
  chosen: ReadonlyMap<string, Pace>,
): Pace => chosen.get(topic) ?? usual

export async function readStop(
  _tx: Tx,
  { token }: Input<typeof contract.readStop>,
  { language }: Call,
  topics: Topics,
) {
  const { topic } = provenStop(token)
  return {
    topic,
    topics: [...topics.values()].map((known) => ({ topic: known.topic, title: titleOf(known, language) })),
  }
}

/** A link for all mail may also stop that of one topic; one for a topic only that. */
export async function stopMail(
  tx: Tx,
  { token, topic }: { token: string; topic?: string | undefined },
): Promise<Record<string, never>> {
  const stop = provenStop(token)
  await sql`select stop_notice_mail(${stop.person}, ${stop.topic ?? topic ?? null})`.execute(tx)
  return {}
}

function provenStop(token: string): Stop {
  const stop = readStopToken(token)
  if (!stop) throw new Problem('notices.token', 400)
  return stop
}
