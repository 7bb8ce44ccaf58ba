import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import type * as contract from '../contract.ts'
import { type GrantRow, grantColumns, grantLines } from '../grants.ts'
import { recordHead } from '../head.ts'
import { recordCards, recordLines, recordTitles } from '../titles.ts'

/** Longest audience that is shown line by line, its history included. */
const LONGEST = 1000

export async function readAudience(
  tx: Tx,
  { id }: z.output<typeof contract.readAudience.input>,
  call: Call,
): Promise<contract.Audience> {
  const head = await recordHead(tx, id, call)
  const { rows } = await sql<GrantRow>`
    select ${grantColumns} from grants g where g.record = ${id}
     order by g.revoked_at is not null, g.basis <> 'originator', g.granted_at, g.id limit ${LONGEST}`.execute(tx)
  const { organisation, permissions, preview } = call.viewer
  const mayDecide = preview === null && permissions.includes('records:share')
  const shown = head.own ? rows : rows.filter((g) => g.mine && g.gives !== 'deny')
  const keptOut =
    head.own || preview !== null ? [] : rows.filter((g) => g.gives === 'deny' && g.granted_org === organisation)
  const known = head.own ? await audiencePeople(tx, id) : new Map()
  const { rows: made } = await sql<{ sources: string[]; controlled: boolean }>`
    select sources, controller is not null as controlled from records where id = ${id}`.execute(tx)
  return {
    head,
    grants: await grantLines(tx, shown, call.language, { withGrantors: head.own, known }),
    keptOut: await grantLines(tx, keptOut, call.language, { withGrantors: true }),
    sources: [...(await recordLines(tx, made[0]!.sources, call.language)).values()],
    mayShare: mayDecide && head.own && head.mine === 'contribute' && !made[0]!.controlled,
    mayKeepOut: mayDecide && !head.own && call.viewer.member,
  }
}

async function audiencePeople(tx: Tx, record: string) {
  const { rows } = await sql<{ id: string; name: string; organisation: string | null }>`
    select id, name, organisation from audience_people(${record})`.execute(tx)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

export async function readRecord(
  tx: Tx,
  { id }: z.output<typeof contract.readRecord.input>,
  call: Call,
): Promise<z.output<typeof contract.readRecord.output>> {
  const head = await recordHead(tx, id, call)
  const titles = await recordTitles(tx, [id], call.language)
  const cards = await recordCards(tx, [id], call.language)
  return { head, title: titles.get(id) ?? null, card: cards.get(id) ?? null }
}
