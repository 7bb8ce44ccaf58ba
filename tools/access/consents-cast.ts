import { sql } from 'kysely'
import { modules } from '../../apps/modules.ts'
import { referencePlatform } from '../../modules/directory/testing.ts'
import type { PersonOptions, TestPerson } from '../../platform/testing.ts'
import './installation.ts'

/** Whom a State may name in a consent. */
export const NAMED = [
  { kind: 'organisation', code: 'UNODC' },
  { kind: 'organisation', code: 'UNDP' },
  { kind: 'organisation', code: 'DEU' },
  { kind: 'group', code: 'WGZ' },
  { kind: 'circle', code: 'compact' },
  { kind: 'circle', code: 'donors' },
] as const
type Named = `${(typeof NAMED)[number]['kind']}:${string}`

/** Someone who is neither the originator's nor the State's, what of those named covers them, and how high they may read. */
export type Viewer = { person: TestPerson; principals: readonly Named[]; level: number }

/** All that Concord can do on the reference data, with CTED, Niger, and readers of every kind. */
export async function consentsCast() {
  const platform = await referencePlatform(...modules)
  const idOf = async (code: string) =>
    (await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow())
      .id
  const personOf = async (code: string, options: PersonOptions) => platform.person(await idOf(code), options)
  const group = await platform.owner
    .insertInto('groups')
    .values({
      kind: 'working_group',
      code: 'WGZ',
      names: JSON.stringify({ original: 'en', texts: { en: 'Group Z' }, outdated: [] }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into group_details (group_id) values (${group.id})`.execute(platform.owner)
  const joins = async (of: { organisation: string } | { person: string }): Promise<void> => {
    const member = { group_id: group.id, ...of, role: 'member', verified: true, starts_on: '2020-01-01' }
    await platform.owner
      .insertInto('group_members')
      .values(member as never)
      .execute()
  }
  const officer = { roles: ['officer'] } as const
  const expert = await personOf('CHE', officer)
  await joins({ organisation: await idOf('UNDP') })
  await joins({ person: expert.id })
  const viewers: Record<string, Viewer> = {
    entity: {
      person: await personOf('UNODC', officer),
      principals: ['organisation:UNODC', 'circle:compact'],
      level: 2,
    },
    member: {
      person: await personOf('UNDP', officer),
      principals: ['organisation:UNDP', 'circle:compact', 'group:WGZ'],
      level: 2,
    },
    donor: {
      person: await personOf('DEU', { roles: ['donor'] }),
      principals: ['organisation:DEU', 'circle:donors'],
      level: 2,
    },
    expert: { person: expert, principals: ['group:WGZ'], level: 2 },
    otherState: { person: await personOf('IRQ', { roles: ['focal_point', 'org_admin'] }), principals: [], level: 2 },
    notCleared: {
      person: await personOf('UNODC', { ...officer, clearance: 0 }),
      principals: ['organisation:UNODC', 'circle:compact'],
      level: 0,
    },
    secretariat: {
      person: await personOf('UNOCT', { roles: ['secretariat'] }),
      principals: ['circle:compact'],
      level: 2,
    },
    nobody: { person: platform.nobody, principals: [], level: 0 },
  }
  return {
    platform,
    viewers,
    joins,
    group: group.id,
    niger: await personOf('NER', { roles: ['focal_point'] }),
    cted: await personOf('CTED', officer),
    organisations: [await idOf('UNODC'), await idOf('NER')],
  }
}
