import { sql } from 'kysely'
import { revokeConsent } from '../../modules/recommendations/actions/consents.ts'
import { asViewer, type Database, type Entry } from '../../platform/database.ts'

const FOCAL_POINT = 'focal-point@state.example'
const AT_ONCE = 1_000
const TIMES = 5

/**
 * How long a State's focal point waits who revokes a thousand consents at once: the whole transaction, with all that rests
 * on them ended and the receipts written.
 */
export async function measureRevocations(owner: Database, db: Database, entry: Entry): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from persons where mail = ${FOCAL_POINT}`.execute(owner)
  const focal = { actor: rows[0]!.id, secondFactor: true }
  const times: number[] = []
  let revoked = 0
  for (let n = 0; n < TIMES; n++) {
    const { rows: standing } = await sql<{ id: string }>`
      select c.id from consents c join recommendations r on r.id = c.record join memberships m on m.organisation = r.states[1]
       where m.person = ${focal.actor} and c.revoked_at is null order by c.id limit ${AT_ONCE}`.execute(owner)
    if (standing.length === 0) break
    const begun = performance.now()
    const done = await asViewer(db, entry, focal, null, (tx, viewer) =>
      revokeConsent(tx, { consents: standing.map(({ id }) => id) }, { viewer, language: 'en', at: new Date() }),
    )
    times.push(performance.now() - begun)
    revoked = Math.max(revoked, done.revoked)
  }
  const said = times.map((time) => time.toFixed(0)).join(', ')
  console.log(`\nRevoked ${revoked.toLocaleString('en')} consents at once: ${said} ms.`)
}
