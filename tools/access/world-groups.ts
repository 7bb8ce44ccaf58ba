import { sql } from 'kysely'
import { addPlanItem } from '../../modules/directory/contract/plan.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Installation } from './installation.ts'

/** Whose members follow from a rule, in force or only proposed; which entries may be one; and what the groups plan, by those who may say so. */
export async function fillGroups(server: Installation, world: World, chance: Dice): Promise<void> {
  const { owner } = server
  const [confirmer, , proposer] = world.people
  const group = (code: string) => world.groups.find((g) => g.code === code)!.id
  await sql`update group_details set terms = jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', 'Terms ' || group_id)),
    terms_in = 'Minutes', terms_on = '2020-02-01'`.execute(owner)
  await sql`insert into group_rules (id, group_id, kinds, development, reason, proposed_by, proposed_at, confirmed_by, confirmed_at)
    values (${chance.uuid()}, ${group('ADHOC1')}, '{state}', '{sids}', 'Decision', ${proposer!.id}, now() - interval '2 days', null, null),
           (${chance.uuid()}, ${group('WG2')}, '{state}', '{ldc}', 'Minutes', ${confirmer!.id}, now() - interval '2 days', ${proposer!.id}, now() - interval '1 day')`.execute(
    owner,
  )
  const entry = (code: string) => world.organisations.find((o) => o.code === code)!.id
  await sql`insert into organisation_merges (absorbed, kept, reason, proposed_by, outcome, settled_by, settled_at)
    values (${entry('REG')}, ${entry('UNA')}, 'Twice', ${confirmer!.id}, null, null, null),
           (${entry('UNB')}, ${entry('UNA')}, 'Alike', ${proposer!.id}, null, null, null),
           (${entry('UNB')}, ${entry('REG')}, 'Perhaps', ${proposer!.id}, 'declined', ${confirmer!.id}, now())`.execute(
    owner,
  )
  await sql`select apply_group_rules()`.execute(owner)
  for (const [n, author] of world.people.slice(1, 6).entries())
    for (const { code } of world.groups) {
      const title = { original: 'en' as const, texts: { en: `Plan ${n} ${chance.word()}` } }
      const reply = await server.ask(
        { id: author.id, secondFactor: true, session: author.desk },
        {
          endpoint: addPlanItem,
          input: { request: chance.uuid(), group: code, title, due: `2020-0${n + 1}-01`, level: n % 2 },
        },
      )
      // Not every author belongs to every group.
      if (![200, 403, 404].includes(reply.status)) throw new Error(`plan: ${reply.body}`)
    }
}
