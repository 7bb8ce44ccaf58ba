import { sql } from 'kysely'
import { readPresence } from '../../modules/programmes/contract/presence.ts'
import { editProgramme, listProgrammes } from '../../modules/programmes/contract.ts'
import type { World } from './build-world.ts'
import { DUPLICATES_CONSEQUENCES } from './consequences-duplicates.ts'
import { asOwner, ends, refuses } from './consequences-parts.ts'
import { RECOMMENDATIONS_CONSEQUENCES } from './consequences-recommendations.ts'
import { RETENTION_CONSEQUENCES } from './consequences-retention.ts'
import { SERVICE_CONSEQUENCES } from './consequences-services.ts'
import { dice } from './dice.ts'
import { jsonOf } from './installation.ts'
import { askerOf } from './interference.ts'
import { actAs } from './raw-sight.ts'
import { SELDOM } from './seldom-ids.ts'
import { count, history, n } from './traces.ts'
import type { Check } from './trials.ts'
import { contentOf } from './world-contents.ts'

const who = (world: World) => world.people[3]!
const reachOf = (world: World) => sql`
  from (select id from auth.session where "userId" = ${who(world).id}
        union all select id from api_tokens where person = ${who(world).id} and revoked_at is null) reach`
const session = (world: World) => sql`from auth.session where "userId" = ${who(world).id}`
const inviter = (world: World) => world.people[0]!
const invited = (world: World) => sql`from invitations where invited_by = ${inviter(world).id} and settled_at is null`

const WG2 = sql`(select id from groups where code = 'WG2')`
/** Members of a group today by its rule, or the one with this code. */
const byRule = (group: unknown, code: string | null = null) => sql`
  from group_members m join organisations o on o.id = m.organisation where m.group_id = ${group} and m.by_rule is not null
   and coalesce(m.ends_on, 'infinity') >= current_date and coalesce(o.code = ${code}, true)`

/** What the lists and the matrix are made of follows the record. */
const presence: Check = async (rehearsal) => {
  const { server, world } = rehearsal
  const author = askerOf(world.people[1]!)
  const mine = jsonOf(
    await server.ask(author, { endpoint: listProgrammes, input: { entities: ['UNA', 'UNB', 'REG'], roles: ['lead'] } }),
  ) as {
    items: { id: string; code: string; head: { own: boolean; version: number } }[]
  }
  const own = mine.items.find(({ head }) => head.own)
  if (!own) return ['nothing to edit']
  const input = {
    ...contentOf('programme', own.code, 9, dice(9)),
    id: own.id,
    version: own.head.version,
    themes: ['youth'],
    leads: ['XBB'],
  }
  const edited = await server.ask(author, { endpoint: editProgramme, input })
  if (edited.status !== 200) return [`the edit was refused: ${edited.body}`]
  const after = jsonOf(
    await server.ask(author, { endpoint: readPresence, input: { entities: ['XBB'], roles: ['lead'] } }),
  ) as { coverage: { records: number } }
  return after.coverage.records === 1 ? [] : ['the matrix does not follow an edit']
}

/** A reference from what one may write to what one may not see is refused like one to nothing. */
const links: Check = async ({ server, world, undoable }) => {
  const foreign = await undoable.asOwner(
    async (owner) =>
      (
        await sql<{ id: string }>`
    select p.id from programmes p where not p.readers && array[${world.organisations[0]!.id}, '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']::uuid[] and p.owner_org <> ${world.organisations[0]!.id} limit 1`.execute(
          owner,
        )
      ).rows[0]?.id,
  )
  const went = await actAs(server, { id: world.people[1]!.id, secondFactor: false }, async (tx) => {
    const visible = await sql`select 1 from programmes where id = ${foreign ?? null}`.execute(tx)
    if (!foreign || visible.rows.length > 0) return null
    await sql`savepoint link`.execute(tx)
    try {
      const { numAffectedRows } =
        await sql`update activities set programme = ${foreign} where owner_org = viewer_org() and level = 0`.execute(tx)
      return (numAffectedRows ?? 0n) > 0n
    } catch {
      return false
    } finally {
      await sql`rollback to savepoint link`.execute(tx)
    }
  })
  return went === null ? ['no hidden programme to link'] : went ? ['an activity is linked to a hidden programme'] : []
}

/** What is searched follows the records, and the names of what they are about. */
const searched: Check = async ({ undoable }) =>
  undoable.asOwner(async (owner) => {
    const named = ['organisations', 'organisation_names', 'groups', 'themes', 'pillars', 'named_regions']
    const quokka = sql`'{"original": "en", "texts": {"en": "Quokka"}}'::jsonb`
    for (const table of named) await sql`update ${sql.table(table)} set names = ${quokka}`.execute(owner)
    for (const table of ['programmes', 'activities', 'assessments', 'recommendations'])
      await sql`update ${sql.table(table)} set title = ${quokka}`.execute(owner)
    const { rows } = await sql<{ sources: number; behind: number }>`
      select (select count(distinct source)::int from searched_names where said = 'Quokka') as sources,
             (select count(*)::int from (select id from programmes union all select id from activities union all select id from assessments
                union all select id from recommendations) c
               where not exists (select from search_entries e where e.record = c.id and e.words @@ '''^quokka''')) as behind`.execute(
      owner,
    )
    const { sources, behind } = rows[0]!
    return sources === named.length && behind === 0 ? [] : ['what is searched does not follow what is written']
  })

const MERGED = `update organisations set merged_into = (select id from organisations where code = 'UNA'), merged_on = current_date where code = 'UNB'`
const merged = sql.raw(MERGED)
const UNKNOWN = "'{nothing_known}'"
/** What triggers must do, beside refusing: said without looking at them. */
export const CONSEQUENCES: readonly Check[] = [
  presence,
  searched,
  history,
  links,
  ...SERVICE_CONSEQUENCES,
  ...RETENTION_CONSEQUENCES,
  ...RECOMMENDATIONS_CONSEQUENCES,
  ...DUPLICATES_CONSEQUENCES,
  ends(
    () => sql`update activities set themes = '{youth}'`,
    () => sql`from presence p join activities a on a.id = p.record where not 'youth' = any (p.themes)`,
    'the matrix does not follow an activity',
  ),
  async (rehearsal) => {
    const parts = sql`(select jsonb_agg(jsonb_build_object('organisation', id)) from organisations where code = 'UNB')`
    await asOwner(rehearsal, sql`update programmes set parts = ${parts}`)
    await asOwner(rehearsal, merged)
    const left = await count(
      rehearsal,
      n(sql`from programmes p, organisations o where o.code = 'UNB' and p.parts::text like '%' || o.id || '%'`),
    )
    return left === 0 ? [] : ['who was merged still has a part in joint programmes']
  },
  refuses(
    () =>
      sql`update results c set parent = p.id from results p where p.kind = 'outcome' and c.kind = 'output' and p.record <> c.record`,
    'an output serves the outcome of another programme',
  ),
  refuses(
    () => sql`update indicators i set result = r.id from results r where r.record <> i.record`,
    'an indicator is of a result of another programme',
  ),
  refuses(
    () => sql`update measurements m set indicator = i.id from indicators i where i.record <> m.record`,
    'a measurement is of an indicator of another programme',
  ),
  ends(
    () => sql`update named_regions set members = '{}'`,
    () => sql`from presence p
      where 'north' = any (p.regions) and not exists (select from programmes r where r.id = p.record and 'north' = any (r.regions))
        and not exists (select from activities r where r.id = p.record and 'north' = any (r.regions))`,
    'a region is another and the matrix keeps its States in it',
  ),
  ends(
    (w) => sql`update persons set status = 'suspended' where id = ${who(w).id}`,
    reachOf,
    'who is suspended keeps a session or token',
  ),
  ends(
    (w) => sql`update memberships set ends_on = current_date - 1 where person = ${who(w).id}`,
    reachOf,
    'who left keeps a session or token',
  ),
  ends(
    (w) => sql`delete from memberships where person = ${who(w).id}`,
    session,
    'whose membership is gone keeps a session',
  ),
  ends(
    (w) =>
      sql`insert into memberships (person, organisation, roles) values (${who(w).id}, ${w.organisations[0]!.id}, '{reader}')`,
    session,
    'who moved keeps a session',
  ),
  ends(
    (w) => sql`update organisations set left_on = current_date where id = ${who(w).home}`,
    reachOf,
    'whose organisation left keeps a session or token',
  ),
  ends(
    (w) => sql`update persons set status = 'suspended' where id = ${inviter(w).id}`,
    invited,
    'invitations of a suspended person are good',
  ),
  async (rehearsal) => {
    await asOwner(rehearsal, sql`update persons set mail = 'changed@x.example' where id = ${who(rehearsal.world).id}`)
    const same = await count(
      rehearsal,
      n(sql`from auth."user" where id = ${who(rehearsal.world).id} and email = 'changed@x.example'`),
    )
    return same === 1 ? [] : ['who signs in is another than the person']
  },
  async (rehearsal) => {
    await asOwner(
      rehearsal,
      sql`insert into auth."twoFactor" ("userId", secret, "backupCodes") values (${who(rehearsal.world).id}, 's', 'c') on conflict do nothing`,
    )
    await asOwner(
      rehearsal,
      sql`update factor_resets set outcome = 'approved', decided_by = ${rehearsal.world.people[2]!.id}, decided_at = now() where person = ${who(rehearsal.world).id}`,
    )
    const left = await count(rehearsal, n(sql`from auth."twoFactor" where "userId" = ${who(rehearsal.world).id}`))
    return left === 0 ? [] : ['a second factor that two took off is still there']
  },
  // Who belongs to a group by a rule.
  ...(
    [
      [
        sql`update group_rules set ended_at = now() where group_id = ${SELDOM.regional}`,
        byRule(SELDOM.regional),
        'a rule ended and its members stay',
      ],
      [
        sql`update organisations set left_on = current_date where code = 'XAA'`,
        byRule(SELDOM.regional, 'XAA'),
        'an organisation left and stays in a group by rule',
      ],
      [sql`update states set ldc = false`, byRule(WG2, 'XAA'), 'a State is no longer what a rule asks for, and stays'],
      [
        sql`update named_regions set members = '{XBB}'`,
        byRule(SELDOM.regional, 'XAA'),
        'a region is another and a State stays',
      ],
      [
        sql`insert into group_members (group_id, organisation, starts_on) select ${SELDOM.open}, id, current_date from organisations where code = 'XAA'`,
        sql`from organisations o where o.code = 'XAA' and not exists (select from group_members m where m.group_id = ${SELDOM.following} and m.organisation = o.id)`,
        'who joins a group is not in the one that follows it',
      ],
      [
        sql`update group_members set ends_on = current_date - 1 where group_id = ${SELDOM.open}`,
        byRule(SELDOM.following),
        'who left a group stays in the one that follows it',
      ],
      [
        sql`delete from group_members where group_id = ${SELDOM.open}`,
        byRule(SELDOM.following),
        'who was removed from a group stays in the one that follows it',
      ],
    ] as const
  ).map(([act, left, words]) =>
    ends(
      () => act,
      () => left,
      words,
    ),
  ),
  ends(
    () => sql`update organisation_merges set outcome = 'merged', settled_at = now() where reason = 'Alike'`,
    () => sql`from organisations where code = 'UNB' and merged_into is null`,
    'a confirmed merge is none',
  ),
  ...(['programmes', 'activities'] as const).map((table) =>
    ends(
      () => merged,
      () =>
        sql`from ${sql.table(table)} r join organisations o on o.code = 'UNB' and o.id = any (r.leads || r.partners)`,
      `${table} name an entry that was merged`,
    ),
  ),
  ...[
    'insert into memberships (person, organisation) select p.id, o.id from persons p, organisations o where o.code = $$UNB$$ limit 1',
    'insert into invitations (organisation, mail, roles, hash, expires_at) select id, $$m@x.example$$, $${reader}$$, $$m$$, now() + interval $$1 day$$ from organisations where code = $$UNB$$',
    'insert into group_members (group_id, organisation) select g.id, o.id from groups g, organisations o where o.code = $$UNB$$',
    'insert into grants (record, grantee_kind, grantee, gives) select r.id, $$organisation$$, o.id, $$read$$ from records r, organisations o where o.code = $$UNB$$ limit 1',
  ].map((statement) =>
    refuses(
      () => sql.raw(`do $do$ begin ${MERGED}; ${statement}; end $do$`),
      `goes to a merged entry: ${statement.slice(0, 30)}`,
    ),
  ),
  refuses(() => sql`update audit_events set purpose = 'x'`, 'the trail can be rewritten'),
  refuses(() => sql`delete from audit_events`, 'the trail can be cut'),
  refuses(() => sql`truncate audit_seals`, 'seals can be removed'),
  refuses(
    (w) => sql`update records set owner_org = ${w.organisations[4]!.id} where owner_org <> ${w.organisations[4]!.id}`,
    'a record changes its originator',
  ),
  refuses(
    (w) =>
      sql`insert into records (kind, owner_org, sources, level) select 'a.b', ${w.organisations[0]!.id}, array[id], 0 from records where level = 1 limit 1`,
    'a record is less protected than its source',
  ),
  refuses(
    () =>
      sql`insert into grants (record, grantee_kind, grantee, gives) select id, 'circle', circle_id('everyone'), 'read' from records where level = 2 limit 1`,
    'what is strictly confidential is given to everyone',
  ),
  refuses(
    () =>
      sql`insert into grants (record, grantee_kind, grantee, gives) select id, 'organisation', gen_random_uuid(), 'read' from records limit 1`,
    'nobody is given something',
  ),
  ends(
    () => merged,
    () => sql`from programmes r join organisations o on o.code = 'UNB' and o.id = any (r.contacts)`,
    'an entry that was merged is still to be asked',
  ),
  refuses(() => sql`update programmes set themes = ${sql.raw(UNKNOWN)}`, 'a programme has a theme that is none'),
  refuses(
    () => sql`update programmes set contacts = array[gen_random_uuid()] where type = 'office'`,
    'nobody is to be asked about an office',
  ),
  refuses(() => sql`update activities set themes = ${sql.raw(UNKNOWN)}`, 'an activity has a theme that is none'),
]
