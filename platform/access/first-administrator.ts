import pg from 'pg'
import { SetupProblem } from '../setup-problem.ts'
import { hashOf, makeSecret } from './secrets.ts'

/**
 * A link that makes the first administrator of the secretariat, good once and for a day; null as soon as there is one.
 * Each start without an administrator makes a new link and voids the former.
 *
 * @param organisation code of the organisation that is the secretariat
 * @throws SetupProblem when there is no such organisation
 */
export async function firstAdministratorLink(
  ownerUrl: string,
  baseUrl: string,
  organisation = 'UNOCT',
): Promise<string | null> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('concord.first_administrator'))")
    const existing = await client.query(`
      select from persons p join memberships m on m.person = p.id
       where p.status = 'active' and not p.service and 'secretariat' = any (m.roles)
         and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')
         and exists (select from auth.account a where a."userId" = p.id) limit 1`)
    if (existing.rows.length > 0) {
      await client.query('rollback')
      return null
    }
    const secret = makeSecret()
    await client.query(
      `update invitations set settled_at = now(), outcome = 'withdrawn' where mail is null and settled_at is null`,
    )
    const made = await client.query(
      `insert into invitations (organisation, roles, clearance, hash, invited_by, expires_at)
       select id, array['secretariat', 'reader'], 2, $1, null, now() + interval '1 day' from organisations where code = $2`,
      [hashOf(secret), organisation],
    )
    if (made.rowCount !== 1)
      throw new SetupProblem(`There is no organisation ${organisation} for the first administrator.`)
    await client.query('commit')
    return `${baseUrl}/welcome#${secret}`
  } finally {
    await client.end()
  }
}
