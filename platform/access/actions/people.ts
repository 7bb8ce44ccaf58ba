import { type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { today } from '../../clock.ts'
import type { Call, Tx } from '../../database.ts'
import { notFound, Problem } from '../../problem.ts'
import { notify, notifyOwn } from '../notices.ts'
import { organisationRefs } from '../organisations.ts'
import type * as contract from '../people-contract.ts'
import { requireOrganisation, tellHolders, tellKeepers } from './keepers.ts'
import { currentMembership } from './session.ts'

type Person = z.input<typeof contract.Person>
type Filter = Partial<z.output<typeof contract.listPeople.input>> & { id?: string }

export async function listPeople(
  tx: Tx,
  input: z.output<typeof contract.listPeople.input>,
  call: Call,
): Promise<z.input<typeof contract.listPeople.output>> {
  const found = peopleKeptBy(tx, call, input)
  const { total } = await found.select((where) => where.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const by = {
    name: sql`lower(p.name)`,
    mail: sql`p.mail`,
    organisation: sql`o.code`,
    status: sql`p.status`,
  }[input.sort]
  const rows = await withColumns(found)
    .orderBy(by, (order) => (input.dir === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
    .orderBy('p.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  return { items: await present(tx, rows, call), total }
}

export async function readPerson(tx: Tx, { id }: { id: string }, call: Call): Promise<Person> {
  const rows = await withColumns(peopleKeptBy(tx, call, { id })).execute()
  const [person] = await present(tx, rows, call)
  if (!person) throw notFound()
  return person
}

/** The people whose accounts the viewer keeps, each with the membership that counts today. */
function peopleKeptBy(tx: Tx, { viewer }: Call, { id, q, organisation, status, role }: Filter) {
  let query = tx
    .selectFrom('persons as p')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('memberships')
          .select(['id', 'organisation', 'roles', 'title', 'starts_on'])
          .whereRef('person', '=', 'p.id')
          .where('starts_on', '<=', today())
          .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today())]))
          .orderBy('starts_on', 'desc')
          .orderBy('id')
          .limit(1)
          .as('m'),
      (join) => join.onTrue(),
    )
    .leftJoin('organisations as o', 'o.id', 'm.organisation')
    .where('p.service', '=', false)
    .where('p.erased_at', 'is', null)
  if (!viewer.permissions.includes('access:accounts')) query = query.where('m.organisation', '=', viewer.organisation)
  if (id) query = query.where('p.id', '=', id)
  if (organisation) query = query.where('m.organisation', '=', organisation)
  if (status && status.length > 0) query = query.where('p.status', 'in', status)
  if (role && role.length > 0) query = query.where(sql<boolean>`m.roles && ${role}::text[]`)
  for (const word of (q ?? '').split(/\s+/).filter(Boolean))
    query = query.where(sql<boolean>`p.name || ' ' || p.mail ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  return query
}

type People = ReturnType<typeof peopleKeptBy>
type Shape = People extends SelectQueryBuilder<infer DB, infer TB, object> ? { db: DB; tb: TB } : never

const withColumns = (people: SelectQueryBuilder<Shape['db'], Shape['tb'], object>) =>
  people.select([
    'p.id',
    'p.name',
    'p.mail',
    'p.clearance',
    'p.status',
    'p.version',
    'p.invented',
    'm.organisation',
    'm.roles',
    'm.title',
    'm.starts_on',
    sql<boolean>`may_narrow(p.id)`.as('may_narrow'),
    sql<boolean>`may_widen(p.id)`.as('may_widen'),
  ])

type Row = Awaited<ReturnType<ReturnType<typeof withColumns>['execute']>>[number]

async function present(tx: Tx, rows: readonly Row[], { language }: Call): Promise<Person[]> {
  const organisations = rows.flatMap((row) => (row.organisation ? [row.organisation] : []))
  const refs = await organisationRefs(tx, organisations, language)
  const { rows: factors } = await sql<{ id: string }>`
    select id from with_second_factor(${rows.map((row) => row.id)}::uuid[]) as id`.execute(tx)
  const enrolled = new Set(factors.map(({ id }) => id))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mail: row.mail,
    title: row.title ?? '',
    organisation: (row.organisation && refs.get(row.organisation)) || null,
    roles: row.roles ?? [],
    clearance: row.clearance,
    status: row.status as Person['status'],
    secondFactor: enrolled.has(row.id),
    invented: row.invented,
    since: row.starts_on,
    version: row.version,
    mayNarrow: row.may_narrow,
    mayWiden: row.may_widen,
  }))
}

export async function changePerson(
  tx: Tx,
  input: z.output<typeof contract.changePerson.input>,
  call: Call,
): Promise<Person> {
  const before = await readPerson(tx, input, call)
  const mail = input.mail?.trim().toLowerCase()
  if (mail !== undefined && mail !== before.mail && (await isTaken(tx, mail)))
    throw new Problem('access.mail_taken', 409)
  await writePerson(tx, before, input.version, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.clearance !== undefined && { clearance: input.clearance }),
    ...(mail !== undefined && { mail }),
  })
  if (input.roles || input.title !== undefined) {
    const membership = await currentMembership(tx, before.id)
    if (!membership) throw new Problem('access.no_organisation', 409)
    await tx
      .updateTable('memberships')
      .set({ ...(input.roles && { roles: input.roles }), ...(input.title !== undefined && { title: input.title }) })
      .where('id', '=', membership.id)
      .execute()
    await tellHolders(
      tx,
      before,
      (input.roles ?? []).filter((role) => !before.roles.includes(role)),
    )
  }
  if (mail !== undefined && mail !== before.mail) {
    await notify(tx, { address: before.mail }, call.language, 'mail_changed', { mail })
    await notifyOwn(tx, before.id, 'mail_changed', { mail })
  }
  return readPerson(tx, input, call)
}

const isTaken = (tx: Tx, mail: string) =>
  tx.selectFrom('persons').select('id').where('mail', '=', mail).executeTakeFirst().then(Boolean)

/** Changes a person as they were at `version`; the database refuses what the viewer may not. */
async function writePerson(
  tx: Tx,
  before: Person,
  version: number,
  change: { name?: string; clearance?: number; mail?: string; status?: string },
): Promise<void> {
  const written = await tx
    .updateTable('persons')
    .set((where) => ({ ...change, version: where('version', '+', 1) }))
    .where('id', '=', before.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) throw new Problem('edit_conflict', 409, {}, { current: before })
}

export async function setStatus(
  tx: Tx,
  { id, version, status }: z.output<typeof contract.setStatus.input>,
  call: Call,
): Promise<Record<string, never>> {
  const before = await readPerson(tx, { id }, call)
  if (before.status === status) return {}
  await writePerson(tx, before, version, { status })
  if (status === 'left') await endMembership(tx, before)
  return {}
}

/** From today on the person belongs nowhere; their sessions, tokens and invitations end with it. */
async function endMembership(tx: Tx, { id }: Person): Promise<void> {
  const membership = await currentMembership(tx, id)
  if (!membership) return
  await tx
    .updateTable('memberships')
    .set({ ends_on: sql<string>`${today()}::date - 1` })
    .where('id', '=', membership.id)
    .execute()
}

export async function placePerson(
  tx: Tx,
  { id, version, organisation, roles, title }: z.output<typeof contract.placePerson.input>,
  call: Call,
): Promise<Record<string, never>> {
  const before = await readPerson(tx, { id }, call)
  await requireOrganisation(tx, organisation)
  await writePerson(tx, before, version, {})
  await endMembership(tx, before)
  await tx.insertInto('memberships').values({ person: id, organisation, roles, title, starts_on: today() }).execute()
  await tellKeepers(tx, organisation, before.name, call)
  await tellHolders(tx, before, roles)
  return {}
}
