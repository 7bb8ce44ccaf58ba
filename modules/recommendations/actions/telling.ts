import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { notify } from '../../../platform/notices/notify.ts'

type Topic = `recommendations.${string}`

/** Tells who speaks for the State that controls a record. */
export const tellState = (tx: Tx, topic: Topic, record: string): Promise<void> =>
  tell(tx, topic, record, sql`r.controller`, 'recommendations:respond')

/** Tells who keeps a record at its originator. */
export const tellOriginator = (tx: Tx, topic: Topic, record: string): Promise<void> =>
  tell(tx, topic, record, sql`r.owner_org`, 'recommendations:assess')

async function tell(
  tx: Tx,
  topic: Topic,
  record: string,
  whose: ReturnType<typeof sql>,
  permission: string,
): Promise<void> {
  const { rows } = await sql<{ people: string[] }>`
    select staff_of(${whose}, ${permission}) as people from records r where r.id = ${record}`.execute(tx)
  await notify(tx, { topic, to: rows[0]!.people, record })
}
