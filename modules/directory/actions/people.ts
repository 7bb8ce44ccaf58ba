import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import type * as contract from '../contract/people.ts'
import { organisationId } from './names.ts'

/** Whom the viewer may know is row-level security's: who chose to be listed, and the own organisation's people. */
const knownPeople = (tx: Tx) =>
  tx
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .where('p.status', '=', 'active')
    .where('p.service', '=', false)
    .where(sql<boolean>`current_date between m.starts_on and coalesce(m.ends_on, 'infinity')`)

export async function listPeople(tx: Tx, input: z.output<typeof contract.listPeople.input>, call: Call) {
  const { q, role, organisation } = input
  let wanted = knownPeople(tx)
  if (q)
    wanted = wanted.where(
      sql<boolean>`lower(unaccent(p.name)) like '%' || lower(unaccent(${q.replace(/[\\%_]/g, '\\$&')})) || '%'`,
    )
  if (role) wanted = wanted.where(sql<boolean>`${role} = any (m.roles)`)
  if (organisation) {
    const id = await organisationId(tx, organisation)
    wanted = wanted.where(
      sql<boolean>`m.organisation in (select o.id from organisations o where ${id} in (o.id, o.merged_into))`,
    )
  }
  return page(tx, wanted, input, call)
}

export async function listColleagues(tx: Tx, input: z.output<typeof contract.listColleagues.input>, call: Call) {
  return page(tx, knownPeople(tx).where('m.organisation', '=', call.viewer.organisation), input, call)
}

async function page(
  tx: Tx,
  wanted: ReturnType<typeof knownPeople>,
  { page, size }: { page: number; size: number },
  call: Call,
) {
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .select(['p.id', 'p.name', 'p.mail', 'p.listed', 'p.invented', 'm.organisation', 'm.title', 'm.roles'])
    .orderBy(sql`lower(unaccent(p.name))`)
    .orderBy('p.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const refs = await organisationRefs(
    tx,
    rows.map((r) => r.organisation),
    call.language,
  )
  return { items: rows.map((r) => ({ ...r, organisation: refs.get(r.organisation)! })), total }
}

export async function readListing(tx: Tx, _input: unknown, call: Call) {
  return tx.selectFrom('persons').select('listed').where('id', '=', call.viewer.person).executeTakeFirstOrThrow()
}

export async function listMyself(tx: Tx, { listed }: z.output<typeof contract.listMyself.input>, call: Call) {
  await tx.updateTable('persons').set({ listed }).where('id', '=', call.viewer.person).execute()
  return { listed }
}
