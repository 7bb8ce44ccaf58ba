import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { TestPlatform } from '../testing.ts'
import type { Attempt, Cast } from './guard-attempts.ts'
import { ofGrants, ofReading } from './guard-attempts-grants.ts'
import { ofRecords } from './guard-attempts-records.ts'

/**
 * What the guards and policies of records and grants must say to every attempt, put to the database itself, past all
 * endpoints. Answers the names of the attempts that ended otherwise; none when all is as it must be.
 */
export async function checkGuards(platform: TestPlatform): Promise<string[]> {
  const cast = await castOf(platform)
  const wrong: string[] = []
  for (const { name, outcome, attempt } of attempts(cast, platform)) {
    const ended = await attempt().then(
      (found) => found,
      (error: Error & { code?: string }) =>
        error.code?.startsWith('CC') ? error.message : (error.code ?? error.message),
    )
    if (JSON.stringify(ended) !== JSON.stringify(outcome)) wrong.push(`${name}: ${JSON.stringify(ended)}`)
  }
  return wrong
}

async function castOf(platform: TestPlatform): Promise<Cast> {
  const officer = await platform.person(undefined, { roles: ['officer'] })
  const receiver = await platform.person(undefined, { roles: ['officer'] })
  const groups = { hidden: randomUUID() }
  await sql`insert into groups (id, kind, code, names) values (${groups.hidden}, 'ad_hoc', ${`G${groups.hidden.slice(0, 8)}`}, '{"original": "en", "texts": {"en": "G"}}')`.execute(
    platform.owner,
  )
  return {
    officer,
    receiver,
    groups,
    colleague: await platform.person(officer.organisation),
    low: await platform.person(officer.organisation, { roles: ['officer'], clearance: 1 }),
    receiverColleague: await platform.person(receiver.organisation),
    stranger: await platform.person(undefined, { roles: ['officer'] }),
  }
}

function attempts(cast: Cast, platform: TestPlatform): Attempt[] {
  return [...ofRecords(cast, platform), ...ofGrants(cast, platform), ...ofReading(cast, platform)]
}
