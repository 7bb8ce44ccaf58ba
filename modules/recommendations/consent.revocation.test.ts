import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { exports } from '../../platform/exports/index.ts'
import { records } from '../../platform/records/index.ts'
import { query as searchFor } from '../../platform/search/contract.ts'
import { search } from '../../platform/search/index.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered, register } from './testing.ts'

const { platform, niger, unodc, undp, cted } = await consentPlatform(records, search, exports)
afterAll(() => platform[Symbol.asyncDispose]())

/** Everything through which a reader meets a record, counted by plain SQL as that reader. */
const channels = async (id: string) =>
  unodc.act(async (tx) => {
    const { rows } = await sql<Record<string, number>>`
      select (select count(*)::int from records where id = ${id}) as record, (select count(*)::int from recommendations where id = ${id}) as content,
             (select count(*)::int from search_entries where record = ${id}) as search, (select count(*)::int from notices where record = ${id}) as notices,
             (select count(*)::int from follows where record = ${id}) as follows, (select count(*)::int from record_history where record = ${id}) as history,
             (select count(*)::int from asked_job_parts) as files, (select count(*)::int from grants where record = ${id}) as grants`.execute(
      tx,
    )
    return rows[0]!
  })

test('revoked at once in every channel, with receipts of who had read it and who holds copies', async () => {
  const id = await entered(cted, 'Okapi')
  await niger.call(asked.giveConsent, consent([id], 'whole', 'UNODC'))
  await niger.call(asked.giveConsent, consent([id], 'whole', 'UNDP'))
  const [row] = (await unodc.call(contract.listRecommendations, {})).items
  const seen = row!.head.id
  await unodc.call(contract.readRecommendation, { id: seen })
  await unodc.ask(contract.exportRecommendations, { format: 'csv' })
  expect((await unodc.ask(searchFor, { q: 'Okapi' })).body).toContain(seen)
  await sql`insert into notices (person, organisation, topic, record) values (${unodc.id}, ${unodc.organisation}, 'records.changed', ${seen})`.execute(
    platform.owner,
  )
  await sql`insert into follows (person, organisation, record) values (${unodc.id}, ${unodc.organisation}, ${seen})`.execute(
    platform.owner,
  )
  await sql`with job as (
      insert into asked_jobs (person, organisation, level, kind, input, language, state, done, total, records, file_name, file_type, size, parts, ended_at)
      values (${unodc.id}, ${unodc.organisation}, 1, 'programmes.export_list', '{}', 'en', 'done', 1, 1, array[${seen}]::uuid[], 'a.csv', 'text/csv', 5, 1, now()) returning id)
    insert into asked_job_parts (job, n, body) select id, 1, 'Okapi' from job`.execute(platform.owner)
  expect(await channels(seen)).toEqual({
    record: 1,
    content: 1,
    search: 1,
    notices: 1,
    follows: 1,
    history: 0,
    files: 1,
    grants: 1,
  })

  const given = (await niger.call(asked.listConsents, { recommendation: id })).items
  const theirs = given.find(({ to }) => to?.code === 'UNODC')!
  const before = await niger.call(asked.listReceipts, { consent: theirs.id })
  expect(before.items).toMatchObject([{ holder: { code: 'UNODC' }, readers: 1, copies: 1 }])
  const done = await niger.call(asked.revokeConsent, { consents: [theirs.id] })
  expect(done).toMatchObject({ revoked: 1, receipts: [{ holder: { code: 'UNODC' }, readers: 1, copies: 1 }] })

  expect(await channels(seen)).toEqual({
    record: 0,
    content: 0,
    search: 0,
    notices: 0,
    follows: 0,
    history: 0,
    files: 0,
    grants: 0,
  })
  expect(await register(unodc)).toEqual([])
  expect((await unodc.ask(searchFor, { q: 'Okapi' })).body).not.toContain(seen)
  expect((await unodc.ask(contract.exportRecommendations, { format: 'csv' })).body).not.toContain('Okapi')
  // The other keeps what it was given, and the copy is asked back.
  expect(await register(undp)).toEqual(['whole: Title Okapi'])
  const { rows } = await sql<{ due: string | null }>`select due from copies where record = ${seen}`.execute(
    platform.owner,
  )
  expect(rows).toEqual([{ due: 'right' }])
  expect((await niger.call(asked.listReceipts, { consent: theirs.id })).items).toMatchObject([
    { holder: { code: 'UNODC' }, copies: 1 },
  ])
  expect(
    (await niger.call(asked.listConsents, { recommendation: id, standing: 'revoked' as never })).items,
  ).toHaveLength(1)
  // CTED sees that it was revoked, and not who had read it.
  expect((await cted.call(asked.listConsents, { recommendation: id })).items).toHaveLength(2)
  expect(await cted.act(async (tx) => (await sql`select 1 from consent_receipts`.execute(tx)).rows.length)).toBe(0)
})

test('the same transaction that revokes already shows it gone', async () => {
  const id = await entered(cted, 'Bongo')
  await niger.call(asked.giveConsent, consent([id], 'need', 'UNODC'))
  const { rows } = await sql<{ readers: string[] }>`
    select r.readers from consents c join recommendations r on r.id = c.disclosed where c.record = ${id}`.execute(
    platform.owner,
  )
  expect(rows[0]!.readers).toContain(unodc.organisation)
  await niger.act(async (tx) => {
    await sql`update consents set revoked_at = now() where record = ${id}`.execute(tx)
    const { rows: mine } = await sql<{ n: number }>`
      select count(*)::int as n from recommendations r join consents c on c.disclosed = r.id
       where c.record = ${id} and c.revoked_at is not null`.execute(tx)
    expect(mine).toEqual([{ n: 1 }])
  })
  expect(await register(unodc)).toEqual([])
})

test('revoked together, each ends with receipts of its own, and what others were given stays', async () => {
  const ids = [await entered(cted, 'Chamois'), await entered(cted, 'Dibatag'), await entered(cted, 'Markhor')]
  for (const to of ['UNODC', 'UNDP']) await niger.call(asked.giveConsent, consent(ids, 'whole', to))
  const [read] = (await unodc.call(contract.listRecommendations, { q: 'Dibatag' })).items
  await unodc.call(contract.readRecommendation, { id: read!.head.id })
  const given = (await niger.call(asked.listConsents, { standing: 'in_force' as never })).items
  const theirs = given.filter(({ to, recommendation }) => to?.code === 'UNODC' && ids.includes(recommendation))
  const done = await niger.call(asked.revokeConsent, { consents: theirs.map(({ id }) => id) })
  expect(done).toMatchObject({ revoked: 3, receipts: [{ holder: { code: 'UNODC' }, readers: 1, copies: 0 }] })
  expect(await register(unodc)).toEqual([])
  const kept = ['Chamois', 'Dibatag', 'Markhor'].map((word) => `whole: Title ${word}`)
  expect(await register(undp)).toEqual(expect.arrayContaining(kept))
  for (const { id, recommendation } of theirs) {
    const { items } = await niger.call(asked.listReceipts, { consent: id })
    expect(items.map(({ readers }) => readers)).toEqual(recommendation === ids[1] ? [1] : [])
  }
})
