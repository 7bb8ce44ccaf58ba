import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { shareRecords } from '../../platform/records/make.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { refused } from '../programmes/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted, undp } = await consentPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const give = (...of: Parameters<typeof consent>) => niger.call(asked.giveConsent, consent(...of))
const inForce = async (by: TestPerson, recommendation: string) =>
  (await by.call(asked.listConsents, { recommendation, standing: 'in_force' as never })).items.map(({ id }) => id)
/** What a statement comes to in the hands of this person. */
const raw = (by: TestPerson, statement: ReturnType<typeof sql>): Promise<string> =>
  by
    .act(async (tx) => String((await statement.execute(tx)).numAffectedRows ?? 0n))
    .catch((error: Error) => error.message)

test('nobody else gives, widens or revokes: not CTED, not another State, not other people of the State', async () => {
  const id = await entered(cted, 'guarded')
  await give([id], 'need', 'UNDP')
  const [mine] = await inForce(niger, id)
  const reader = await personOf('NER', { roles: ['reader', 'officer', 'org_admin'] })
  const without = await personOf('NER', { roles: ['focal_point'], secondFactor: false })
  const secretariat = await personOf('UNOCT', { roles: ['secretariat'] })
  for (const by of [cted, reader, without, secretariat])
    expect(await refused(by.call(asked.giveConsent, consent([id], 'whole', 'UNODC')))).toBe('403 access.denied')
  expect(await refused(iraq.call(asked.giveConsent, consent([id], 'whole', 'UNODC')))).toBe('404 not_found')
  for (const by of [cted, reader])
    expect(await refused(by.call(asked.revokeConsent, { consents: [mine!] }))).toBe('403 access.denied')
  expect(await refused(iraq.call(asked.revokeConsent, { consents: [mine!] }))).toBe('404 not_found')
  // Nor by the ordinary way of sharing, at CTED or in the State.
  const { items } = await undp.call(contract.listRecommendations, { forms: 'need' as never })
  const disclosed = items.find(({ head }) => head.originator.code === 'NER')!.head.id
  const sharing = [{ to: { kind: 'organisation' as const, id: unodc.organisation }, gives: 'read' as const }]
  for (const [by, record] of [
    [cted, id],
    [niger, id],
    [niger, disclosed],
  ] as const)
    expect(await by.act((tx) => shareRecords(tx, [record], sharing)).catch((error: Error) => error.message)).toBe(
      'access.consent_only',
    )
})

test('by plain SQL nobody opens it either', async () => {
  const id = await entered(cted, 'raw')
  await give([id], 'need', 'UNDP')
  const grant = (record: string, basis: string) => sql`
    insert into grants (record, grantee_kind, grantee, gives, basis, reference)
    values (${record}, 'organisation', ${unodc.organisation}, 'read', ${basis}, 'by hand')`
  const { rows } = await sql<{ disclosed: string; granted: string }>`
    select disclosed, granted from consents where record = ${id}`.execute(platform.owner)
  const { disclosed, granted } = rows[0]!
  for (const by of [cted, niger, undp])
    for (const record of [id, disclosed])
      for (const basis of ['consent', 'decision'])
        expect(await raw(by, grant(record, basis))).toMatch(/consent_only|not_found|row-level security/)
  // Not even the owner of the database, but through a consent.
  for (const record of [id, disclosed])
    for (const basis of ['consent', 'decision', 'break_glass'])
      await expect(grant(record, basis).execute(platform.owner)).rejects.toThrow('access.consent_only')
  expect(await raw(niger, sql`update grants set revoked_at = now() where id = ${granted}`)).toMatch(/consent_only|^0$/)
  expect(await raw(cted, sql`update grants set revoked_at = now() where id = ${granted}`)).toBe('0')
  for (const by of [cted, niger]) {
    expect(await raw(by, sql`delete from records where id in (${id}, ${disclosed})`)).toBe('0')
    expect(await raw(by, sql`delete from recommendations where id in (${id}, ${disclosed})`)).toBe('0')
  }
  expect(await raw(cted, sql`update records set level = 0 where id = ${id}`)).toBe('access.consent_only')
  expect(await raw(niger, sql`update recommendations set body = title where id = ${disclosed}`)).toBe('0')
  // A row that pretends to be of the same matter would stand before the other.
  const { rows: of } = await sql<{ matter: string }>`select matter from recommendations where id = ${id}`.execute(
    platform.owner,
  )
  const made = await raw(
    cted,
    sql`with made as (insert into records (kind, controller, level) values ('recommendations.recommendation', ${niger.organisation}, 1) returning id)
      select id from made`,
  )
  expect(made).toBe('0')
  expect(
    await cted.act(async (tx) => {
      const { rows: fresh } = await sql<{ id: string }>`
        insert into records (kind, controller, level) values ('recommendations.recommendation', ${niger.organisation}, 1) returning id`.execute(
        tx,
      )
      const { rows: written } = await sql<{ matter: string }>`
        insert into recommendations (id, matter, kind, states, themes, title, body)
        select ${fresh[0]!.id}, ${of[0]!.matter}, kind, states, themes, title, body from recommendations where id = ${id} returning matter`.execute(
        tx,
      )
      return written[0]!.matter === of[0]!.matter
    }),
  ).toBe(false)
  expect(
    await raw(
      cted,
      sql`insert into consents (record, form, to_kind, to_id, reference) values (${id}, 'need', 'organisation', ${unodc.organisation}, 'by hand')`,
    ),
  ).toMatch(/row-level security|not_found/)
})

test('break-glass opens nothing that needs the consent of a State', async () => {
  const id = await entered(cted, 'emergency')
  await give([id], 'need', 'UNDP')
  const opened = await platform.owner.transaction().execute(async (tx) => {
    const { rows: asked_ } = await sql<{ id: string }>`
      insert into emergencies (about, reason, hours, asked_by, approved_by, approved_at, ends_at)
      select r, 'An emergency of the tests, with a reason', 2, ${unodc.id}, ${undp.id}, now(), now() + interval '2 hours'
        from unnest(array[${id}::uuid, (select disclosed from consents where record = ${id})]) r returning id`.execute(
      tx,
    )
    await sql`select set_config('concord.person', service_actor('emergency.settle')::text, true)`.execute(tx)
    for (const emergency of asked_) await sql`select settle_emergency(${emergency.id})`.execute(tx)
    const { rows: grants } = await sql<{
      n: number
    }>`select count(*)::int as n from grants where basis = 'break_glass'`.execute(tx)
    return [asked_.length, grants[0]!.n]
  })
  expect(opened).toEqual([2, 0])
})
