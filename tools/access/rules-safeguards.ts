import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of the checks of a programme, and who writes them: see table-rules.ts and write-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const isOurs = (row: Row, sight: Sight): boolean =>
  sight.organisation !== null &&
  sight.snapshot.get('records')!.find((r) => r['id'] === row['record'])?.['owner_org'] === sight.organisation
const contributes: Rule = (row, sight) => sight.may('contribute', row['record'] as string)
const settles: Rule = (row, sight) =>
  !sight.preview && isOurs(row, sight) && contributes(row, sight) && sight.permissions.has('safeguards:sign')

/** How a check stands is for every reader of the programme; why, for those who contribute, unless the originator shows it. */
export const SAFEGUARDS_NARROWER: Readonly<Record<string, Rule>> = {
  safeguard_reasons: (row, sight) =>
    sight.may('read', row['record'] as string) && (row['shown'] === true || contributes(row, sight)),
}

export const SAFEGUARDS_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  safeguard_checks: [
    ...['record', 'kind', 'version', 'latest', 'recorded_by', 'recorded_org', 'recorded_at'],
    ...['outcome', 'decided_by', 'decided_at', 'changed', 'reminded', 'review_on'],
  ],
  safeguard_reasons: ['record', 'shown', 'answer', 'support', 'assessment', 'mitigation', 'responsible', 'returned'],
}

export const SAFEGUARDS_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  safeguard_checks: {
    adds: (row, sight) =>
      !sight.preview &&
      contributes(row, sight) &&
      row['recorded_by'] === sight.person &&
      sight.permissions.has('safeguards:write'),
    changes: settles,
  },
  safeguard_reasons: {
    adds: (row, sight) => !sight.preview && contributes(row, sight),
    changes: (row, sight) =>
      !sight.preview &&
      isOurs(row, sight) &&
      contributes(row, sight) &&
      (sight.permissions.has('safeguards:sign') || sight.permissions.has('safeguards:write')),
  },
}

const KINDS = ['legality', 'rights', 'gender', 'humanitarian']

/** Checks of most programmes: signed off, waiting, returned; some shown, some of two versions. */
export async function fillSafeguards(owner: Database, world: World, chance: Dice): Promise<void> {
  const programmes = world.records.filter(({ kind }) => kind === 'programme')
  for (const [n, { id: record, author }] of programmes.entries()) {
    if (n % 5 === 4) continue
    const colleague = world.people.find((p) => p.home === author.home && p.id !== author.id) ?? world.people[0]!
    for (const [k, kind] of KINDS.entries()) {
      if (k > (n % 5) + 1) continue
      for (let version = 1; version <= 1 + ((n + k) % 2); version++) {
        const id = chance.uuid()
        const isLast = version === 1 + ((n + k) % 2)
        const outcome = isLast ? [null, 'signed', 'signed', 'returned'][(n + k) % 4] : 'signed'
        // The author writes those that wait, so that a colleague may settle them, and the other way round.
        const [writer, signer] = (n + k) % 3 === 0 ? [colleague, author] : [author, colleague]
        await sql`insert into safeguard_checks (id, record, kind, version, review_on, recorded_by, recorded_org, recorded_at, outcome, decided_by, decided_at)
          values (${id}, ${record}, ${kind}, ${version}, current_date + ${(n * 37) % 300}::int, ${writer.id}, ${writer.home},
                  now() - ${10 - version} * interval '1 day', ${outcome}, ${outcome && signer.id}, case when ${outcome}::text is not null then now() end)`.execute(
          owner,
        )
        const reason = JSON.stringify({ original: 'en', texts: { en: `Reason ${n} ${kind}` }, outdated: [] })
        await sql`insert into safeguard_reasons (id, record, shown, answer, reason, support, returned)
          values (${id}, ${record}, ${n % 3 === 0}, 'no_risk', ${reason}::jsonb, ${kind === 'rights' ? false : null},
                  ${outcome === 'returned' ? `Mend ${n}` : null})`.execute(owner)
      }
    }
  }
}
