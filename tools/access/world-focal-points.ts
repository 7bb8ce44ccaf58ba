import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'

type Plan = { state: number; stage: string; person?: number }

/** Nominations of both States in each state, of their focal points and of people who have not come. */
const PLANS: readonly Plan[] = [
  { state: 2, stage: 'recorded' },
  { state: 2, stage: 'verified' },
  { state: 2, stage: 'invited' },
  { state: 2, stage: 'active', person: 3 },
  { state: 2, stage: 'active', person: 6 },
  { state: 2, stage: 'withdrawn' },
  { state: 3, stage: 'recorded' },
  { state: 3, stage: 'active', person: 4 },
  { state: 3, stage: 'ended' },
]

export async function writeNominations(owner: Database, world: World, chance: Dice): Promise<void> {
  const [secretariat, , second] = world.people
  for (const [n, { state, stage, person }] of PLANS.entries()) {
    const [id, org] = [chance.uuid(), world.organisations[state]!.id]
    const who = person === undefined ? null : world.people[person]!
    const title = JSON.stringify({ original: 'en', texts: { en: `Nominee ${n}` }, outdated: [] })
    await sql`insert into records (id, kind, owner_org, created_by) values (${id}, 'directory.nomination', ${org}, ${second!.id})`.execute(
      owner,
    )
    await sql`insert into grants (record, grantee_kind, grantee, role, gives, basis)
      select ${id}, 'role', o, 'secretariat', 'contribute', 'originator' from unnest(${[secretariat!.home, second!.home]}::uuid[]) o`.execute(
      owner,
    )
    await sql`insert into nominations (id, title, name, mail, main, form, reference, dated_on, state, recorded_by, person, confirm_by, ended_at)
      values (${id}, ${title}::jsonb, ${`Nominee ${n}`}, ${who?.mail ?? `nominee-${n}@out.example`}, ${n % 2 === 0}, 'note_verbale', ${`NV/${n}`},
              '2020-03-01', ${stage}, ${second!.id}, ${who?.id ?? null}, ${stage === 'active' ? '2030-01-01' : null}::date,
              case when ${stage}::text in ('withdrawn', 'ended') then now() end)`.execute(owner)
    await sql`insert into nomination_events (record, step, at, person, organisation) values (${id}, 'recorded', now(), ${second!.id}, ${second!.home})`.execute(
      owner,
    )
    if (stage !== 'active' && stage !== 'ended') continue
    await sql`insert into focal_point_terms (organisation, nomination, active_from, active_until)
      values (${org}, ${id}, '2020-04-01', ${stage === 'ended' ? '2022-01-01' : null}::date)`.execute(owner)
    if (stage === 'active') await sql`insert into focal_points_seen values (${id}, '2026-01-05')`.execute(owner)
  }
}
