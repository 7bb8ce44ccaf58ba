import { sql } from 'kysely'
import { CIRCLES } from '../../platform/access/refs.ts'
import type { Database } from '../../platform/database.ts'
import type { World } from './build-world.ts'
import type { Dice } from './dice.ts'
import type { Sight } from './sight.ts'
import type { Row } from './snapshot.ts'

/** Who sees what of consents, and who writes what a State says: see table-rules.ts and write-rules.ts. */
type Rule = (row: Row, sight: Sight) => boolean

const recordOf = (row: Row, sight: Sight): Row | undefined =>
  sight.snapshot.get('records')!.find((r) => r['id'] === row['record'])
/** Of the State concerned, which keeps nothing of the originator's. */
const controls: Rule = (row, sight) => {
  const record = recordOf(row, sight)
  return (
    !sight.preview &&
    sight.organisation !== null &&
    record?.['controller'] === sight.organisation &&
    sight.may('discover', row['record'] as string)
  )
}
const speaks =
  (permission: string): Rule =>
  (row, sight) =>
    controls(row, sight) &&
    recordOf(row, sight)!['owner_org'] !== sight.organisation &&
    sight.permissions.has(permission)
/** What a State controls is of an assessment, and is kept by those who assess. */
const permitted = (isOfState: boolean, sight: Sight) =>
  sight.permissions.has(isOfState ? 'recommendations:assess' : 'recommendations:write')
const keeps: Rule = (row, sight) =>
  !sight.preview &&
  permitted((recordOf(row, sight)?.['controller'] ?? null) !== null, sight) &&
  sight.may('contribute', row['record'] as string) &&
  sight.snapshot.get('recommendations')!.every((r) => r['id'] !== row['record'] || r['form'] === 'original')
const responds = speaks('recommendations:respond')
const consents = speaks('recommendations:consent')

/** Who read what a consent disclosed is for the State alone. */
export const RECOMMENDATIONS_NARROWER: Readonly<Record<string, Rule>> = {
  consent_receipts: (row, sight) => sight.may('read', row['record'] as string) && controls(row, sight),
}

/** What was disclosed of an original is never less protected than it: who sees that sees how the original is to be handled. */
export const RECOMMENDATIONS_REACHED: Readonly<Record<string, Rule>> = {
  records: (row, sight) => {
    const all = sight.snapshot.get('recommendations')!
    const matter = all.find((r) => r['id'] === row['id'])?.['matter']
    return all.some((r) => r['matter'] === matter && r['id'] !== row['id'] && sight.may('discover', r['id'] as string))
  },
}

export const RECOMMENDATIONS_ANCHORS: Readonly<Record<string, readonly string[]>> = {
  recommendations: [
    'matter',
    'form',
    'kind',
    'originator',
    'assessment',
    'states',
    'themes',
    'body',
    'need',
    'force',
    'evaluation',
    'acceptance',
    'response',
  ],
  assessments: ['states', 'starts_on', 'ends_on', 'sent_on', 'adopted_on'],
  consents: [
    ...['record', 'form', 'to_kind', 'to_id', 'redaction', 'starts_at', 'ends_at', 'given_by', 'given_org', 'given_at'],
    ...['revoked_at', 'revoked_by', 'disclosed', 'granted'],
  ],
  consent_receipts: ['record', 'consent', 'holder'],
  redactions: ['record', 'facts'],
  clock_events: ['record', 'clock', 'event', 'on_day', 'stage'],
  factual_comments: ['record', 'field', 'answer', 'answered_by', 'answered_at'],
  state_views: ['record', 'view', 'need'],
  recommendation_steps: ['record', 'status', 'on_day', 'evidence'],
  recommendation_actions: ['record', 'done_on', 'evidence'],
}

const writes: Rule = (row, sight) =>
  permitted(row['kind'] === 'assessment', sight) && sight.may('contribute', row['id'] as string)
const assesses: Rule = (row, sight) => permitted(true, sight) && sight.may('contribute', row['id'] as string)

export const RECOMMENDATIONS_WRITING: Readonly<Record<string, { changes?: Rule; removes?: Rule; adds?: Rule }>> = {
  assessments: { adds: assesses, changes: assesses },
  recommendations: {
    adds: writes,
    changes: (row, sight) => row['form'] === 'original' && writes(row, sight),
    removes: (row, sight) => row['kind'] !== 'assessment' && sight.may('contribute', row['id'] as string),
  },
  recommendation_actions: { adds: keeps, changes: keeps, removes: keeps },
  redactions: { adds: consents },
  consents: { adds: consents, changes: consents },
  consent_receipts: {},
  state_views: { adds: responds },
  factual_comments: { adds: responds, changes: keeps },
  recommendation_steps: { adds: (row, sight) => keeps(row, sight) || responds(row, sight) },
  clock_events: { adds: (row, sight) => keeps(row, sight) || responds(row, sight) },
}

const words = (text: string) => JSON.stringify({ original: 'en', texts: { en: text }, outdated: [] })

/** An assessment of each State by each entity, recommendations of it, what the State said, and its consents. */
export async function fillRecommendations(owner: Database, world: World, chance: Dice): Promise<void> {
  const at = (code: string) => world.organisations.find((o) => o.code === code)!.id
  const by = (code: string) => world.people.find((p) => p.home === at(code))!.id
  const focal = { XAA: world.people[3]!, XBB: world.people[4]! } as const
  const groups = world.groups.map(({ id }) => id)
  const to = [
    ...['UNA', 'UNB', 'REG', 'XBB'].map((code) => ['organisation', at(code)] as const),
    ...groups.map((id) => ['group', id] as const),
    ...[3, 5].map((n) => ['circle', `00000000-0000-4000-8000-00000000000${n}`] as const),
  ]
  for (const [n, [entity, state]] of (
    [
      ['UNA', 'XAA'],
      ['UNB', 'XAA'],
      ['UNA', 'XBB'],
    ] as const
  ).entries()) {
    const [originator, controller, person] = [at(entity), at(state), focal[state].id]
    const record = async (kind: string, level: number) => {
      const id = chance.uuid()
      await sql`insert into records (id, kind, owner_org, controller, level, created_by)
        values (${id}, ${kind}, ${originator}, ${controller}, ${level}, ${by(entity)})`.execute(owner)
      return id
    }
    const assessment = await record('recommendations.assessment', 1)
    await sql`insert into assessments (id, title, type, states, starts_on, ends_on, observations, sent_on)
      values (${assessment}, ${words(`Assessment ${n} ${chance.word()}`)}, 'comprehensive', ${[controller]}::uuid[], '2026-01-10', '2026-01-14',
              ${words(`Observed ${n}`)}, '2026-02-01')`.execute(owner)
    await sql`insert into clock_events (record, clock, event, on_day, reason, by) values (${assessment}, 'comments', 'paused', '2026-02-10', 'Asked for', ${by(entity)})`.execute(
      owner,
    )
    for (let m = 0; m < 2; m++) {
      const id = await record('recommendations.recommendation', m === 1 ? 2 : 1)
      await sql`insert into recommendations (id, kind, originator, assessment, states, themes, pillars, title, body, need, priority, due_on, resolution, leads)
        values (${id}, 'assessment', ${originator}, ${assessment}, ${[controller]}::uuid[], ${[chance.pick(['border', 'finance', 'youth'])]}::text[], '{II}',
                ${words(`Recommended ${n}${m} ${chance.word()}`)}, ${words(`Original words ${n}${m}`)}, 'identified', 'high', '2026-09-01', 'S/RES/2396 (2017)', ${[at('UNB')]}::uuid[])`.execute(
        owner,
      )
      await sql`insert into factual_comments (id, record, field, passage, version, words, given_by)
        values (${chance.uuid()}, ${id}, 'body', 'Original', 1, ${words(`Comment ${n}${m}`)}, ${person})`.execute(owner)
      await sql`insert into state_views (id, record, view, need, said_by) values (${chance.uuid()}, ${id}, 'agreed', 'agreed', ${person})`.execute(
        owner,
      )
      await sql`insert into recommendation_steps (id, record, status, organisation, said_by)
        values (${chance.uuid()}, ${id}, 'under_way', ${controller}, ${person})`.execute(owner)
      const redaction = chance.uuid()
      await sql`insert into redactions (id, record, title, body, facts, made_by)
        values (${redaction}, ${id}, ${words(`Redacted ${n}${m}`)}, ${words(`Other words ${n}${m}`)}, ${n === 0 ? ['priority', 'leads'] : []}::text[], ${person})`.execute(
        owner,
      )
      const given = chance.some(to, m === 1 ? 2 : 4).filter(([kind]) => m < 1 || kind !== 'circle')
      for (const [k, [kind, grantee]] of given.entries()) {
        const form = ['whole', 'redacted', 'need'][(k + m) % 3]!
        const consent = chance.uuid()
        await sql`insert into consents (id, record, form, to_kind, to_id, redaction, reference, given_by, given_org, granted)
          values (${consent}, ${id}, ${form}, ${kind}, ${grantee}, ${form === 'redacted' ? redaction : null}, 'Note verbale', ${person}, ${controller}, ${chance.uuid()})`.execute(
          owner,
        )
        if ((n + m + k) % 4 === 3) {
          await sql`update consents set revoked_at = now(), revoked_by = ${person} where id = ${consent}`.execute(owner)
          await sql`insert into consent_receipts (id, consent, record, holder, people, copies) values (${chance.uuid()}, ${consent}, ${id}, ${at('UNB')}, 1, 0)`.execute(
            owner,
          )
        }
      }
    }
  }
  // Of evaluations: of an entity, and of a State, whose people contribute to what is theirs and yet enter no recommendation.
  for (const code of ['UNA', 'XAA']) {
    const id = chance.uuid()
    await sql`insert into records (id, kind, owner_org, created_by) values (${id}, 'recommendations.recommendation', ${at(code)}, ${by(code)})`.execute(
      owner,
    )
    await sql`insert into recommendations (id, kind, originator, title, body, evaluation)
      values (${id}, 'evaluation', ${at(code)}, ${words('Evaluated')}, ${words('Of an evaluation')}, 'Evaluation 1')`.execute(
      owner,
    )
    await sql`insert into recommendation_actions (id, record, what, organisation) values (${chance.uuid()}, ${id}, ${words('Act')}, ${at(code)})`.execute(
      owner,
    )
    if (code === 'XAA')
      await sql`insert into grants (record, grantee_kind, grantee, gives) values (${id}, 'circle', ${CIRCLES.members}, 'read')`.execute(
        owner,
      )
  }
}
