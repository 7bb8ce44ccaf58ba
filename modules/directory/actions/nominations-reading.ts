import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { recordHeads } from '../../../platform/records/head.ts'
import { peopleRefs } from '../../../platform/records/principals.ts'
import { type Language, show } from '../../../platform/text.ts'
import type * as contract from '../contract/nominations.ts'
import type { Nomination, NominationEvent, NominationRecord, NominationView } from '../contract/nominations.ts'
import { confirmationOn, DUE_DAYS, fold, LAPSED_DAYS } from '../rules.ts'
import { organisationId } from './names.ts'

const COLUMNS = [
  'n.id',
  'n.owner_org',
  'n.name',
  'n.post',
  'n.mail',
  'n.language',
  'n.main',
  'n.themes',
  'n.form',
  'n.reference',
  'n.dated_on',
  'n.state',
  'n.recorded_by',
  'n.person',
  'n.handed_to',
  'n.confirm_by',
  'n.version',
] as const

/** Which nominations stand in a view, as a condition on `n`; the day is the database's, by which they become due. */
const IN_VIEW: Readonly<Record<NominationView, ReturnType<typeof sql<boolean>>>> = {
  all: sql`true`,
  to_verify: sql`n.state = 'recorded'`,
  to_invite: sql`n.state = 'verified'`,
  invited: sql`n.state = 'invited'`,
  active: sql`n.state = 'active'`,
  due: sql`n.confirm_by - current_date between 1 and ${sql.lit(DUE_DAYS)}`,
  overdue: sql`current_date - n.confirm_by between 0 and ${sql.lit(LAPSED_DAYS - 1)}`,
  lapsed: sql`current_date - n.confirm_by >= ${sql.lit(LAPSED_DAYS)}`,
  past: sql`n.state in ('withdrawn', 'handed_over', 'ended')`,
}

const seen = (tx: Tx) => tx.selectFrom('nominations as n').innerJoin('organisations as o', 'o.id', 'n.owner_org')

export async function listNominations(tx: Tx, input: z.output<typeof contract.listNominations.input>, call: Call) {
  const { view, organisation, q, sort, dir, page, size } = input
  let wanted = seen(tx).where(IN_VIEW[view])
  if (organisation) wanted = wanted.where('o.code', '=', organisation)
  if (q)
    wanted = wanted.where(
      sql<boolean>`lower(unaccent(concat_ws(' ', n.name, n.reference, n.mail))) like ${`%${fold(q).replace(/[\\%_]/g, '\\$&')}%`}`,
    )
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const by = {
    organisation: sql`un_order(o.names)`,
    name: sql`lower(unaccent(n.name))`,
    dated: sql`n.dated_on`,
    confirm: sql`n.confirm_by`,
  }[sort]
  const rows = await wanted
    .select(COLUMNS)
    .orderBy(by, (order) => (dir === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
    .orderBy('n.main', 'desc')
    .orderBy('n.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: await present(tx, rows, call), total }
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (tx: Tx, ids: readonly string[]) => seen(tx).select(COLUMNS).where('n.id', 'in', ids).execute()

/** How many nominations that the viewer sees stand in each view. */
export async function countViews(tx: Tx): Promise<Record<NominationView, number>> {
  const counts = Object.entries(IN_VIEW).map(
    ([view, where]) => sql`count(*) filter (where ${where})::int as ${sql.ref(view)}`,
  )
  const { rows } = await sql<Record<NominationView, number>>`select ${sql.join(counts)} from nominations n`.execute(tx)
  return rows[0]!
}

export async function readNomination(
  tx: Tx,
  { id }: { id: string },
  call: Call,
): Promise<z.input<typeof NominationRecord>> {
  const [row] = await rowsOf(tx, [id])
  if (!row) throw notFound()
  const [nomination] = await present(tx, [row], call)
  const others = await seen(tx)
    .select(['n.id', 'n.name', 'n.main', 'n.state'])
    .where('n.owner_org', '=', row.owner_org)
    .where('n.id', '<>', id)
    .where((eb) => eb.or([eb('n.state', '=', 'active'), eb('n.id', '=', row.handed_to)]))
    .orderBy('n.name')
    .execute()
  const successor = others.find((other) => other.id === row.handed_to)
  return {
    ...nomination!,
    history: await historyOf(tx, id, call),
    successor: successor ? { id: successor.id, name: successor.name } : null,
    others: others.filter(({ state }) => state === 'active').map(({ id, name, main }) => ({ id, name, main })),
  }
}

async function historyOf(tx: Tx, id: string, { language }: Call): Promise<NominationEvent[]> {
  const rows = await tx
    .selectFrom('nomination_events')
    .select(['id', 'step', 'at', 'person', 'organisation', 'note', 'moved'])
    .where('record', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  const acting = rows.flatMap(({ person }) => person ?? [])
  const people = await peopleRefs(tx, acting, language)
  const organisations = await organisationRefs(
    tx,
    rows.flatMap(({ organisation }) => organisation ?? []),
    language,
  )
  return rows.map((r) => ({
    id: r.id,
    step: r.step as NominationEvent['step'],
    at: r.at.toISOString(),
    by: (r.person && people.get(r.person)) || null,
    organisation: (r.organisation && organisations.get(r.organisation)) || null,
    note: r.note,
    moved: r.moved,
  }))
}

async function present(tx: Tx, rows: readonly Row[], call: Call): Promise<z.input<typeof Nomination>[]> {
  const heads = await recordHeads(
    tx,
    rows.map(({ id }) => id),
    call,
  )
  const themes = await themeNames(tx, call.language)
  const day = call.at.toISOString().slice(0, 10)
  return rows.map((r) => ({
    head: heads.get(r.id)!,
    name: r.name,
    post: r.post,
    mail: r.mail,
    language: r.language as Language,
    main: r.main,
    themes: r.themes.map((code) => ({ code, name: themes.get(code) ?? show(asItIs(code), call.language) })),
    form: r.form as Nomination['form'],
    reference: r.reference,
    datedOn: r.dated_on,
    state: r.state as Nomination['state'],
    confirmation: confirmationOn(r.confirm_by, day),
    confirmBy: r.confirm_by,
    mine: r.person !== null && r.person === call.viewer.person,
    acts: actsOn(r, call),
    version: r.version,
  }))
}

const asItIs = (text: string) => ({ original: 'en' as const, texts: { en: text }, outdated: [] })

async function themeNames(tx: Tx, language: Language) {
  const rows = await tx.selectFrom('themes').select(['code', 'names']).execute()
  return new Map(rows.map(({ code, names }) => [code, show(names, language)]))
}

/** As the database will decide it, so that nobody is offered what is refused: see schema/0010_focal_points.sql. */
function actsOn(r: Row, { viewer }: Call): Nomination['acts'] {
  const keeps = viewer.permissions.includes('directory:administer')
  const nominates = viewer.permissions.includes('directory:nominate') && r.owner_org === viewer.organisation
  if (viewer.preview !== null || !(keeps || nominates)) return []
  const closes =
    keeps || r.person === viewer.person || r.person === null || viewer.permissions.includes('access:organisation')
  const may: Partial<Record<Nomination['acts'][number], boolean>> = {
    correct: r.state === 'recorded',
    verify: r.state === 'recorded' && keeps && r.recorded_by !== viewer.person,
    invite: r.state === 'verified' && keeps,
    reconfirm: r.state === 'active',
    hand_over: r.state === 'active' && closes,
    withdraw: ['recorded', 'verified', 'invited', 'active'].includes(r.state) && closes,
    end: r.state === 'active' && keeps,
  }
  return (Object.keys(may) as Nomination['acts']).filter((act) => may[act])
}

/** Those whom the viewer may know: who chose to be listed, the own side's, for the secretariat all. Says nothing of others. */
export async function listFocalPoints(tx: Tx, { organisation: code }: { organisation: string }, call: Call) {
  const organisation = await organisationId(tx, code)
  const people = await tx
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person', 'p.id')
    .leftJoin('nominations as n', (join) => join.onRef('n.person', '=', 'p.id').on('n.state', '=', 'active'))
    .select(['p.id', 'p.mail', 'p.invented', 'm.title', 'n.id as nomination', 'n.main'])
    .where('p.status', '=', 'active')
    .where('m.organisation', '=', organisation)
    .where(sql<boolean>`nominated_role(m.organisation) = any (m.roles)`)
    .where(sql<boolean>`(n.id is not null or 'focal_point' = any (m.roles))`)
    .where(sql<boolean>`current_date between m.starts_on and coalesce(m.ends_on, 'infinity')`)
    .orderBy(sql`n.main desc nulls last`)
    .orderBy(sql`lower(unaccent(p.name))`)
    .orderBy('p.id')
    .limit(50)
    .execute()
  const refs = await peopleRefs(
    tx,
    people.map(({ id }) => id),
    call.language,
  )
  const { underWay } = await tx
    .selectFrom('nominations')
    .select((eb) => eb.fn.countAll<number>().as('underWay'))
    .where('owner_org', '=', organisation)
    .where('state', 'in', ['recorded', 'verified', 'invited'])
    .executeTakeFirstOrThrow()
  return { items: people.map(({ id, ...rest }) => ({ person: refs.get(id)!, ...rest })), underWay }
}
