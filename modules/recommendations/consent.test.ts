import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { shareRecords } from '../../platform/records/make.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { refused, written } from '../programmes/testing.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, consentPlatform, entered, ofNiger, register } from './testing.ts'

const { platform, personOf, niger, iraq, unodc, cted, undp, donor } = await consentPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

const give = (...of: Parameters<typeof consent>) => niger.call(asked.giveConsent, consent(...of))
const inForce = async (by: TestPerson, recommendation: string) =>
  (await by.call(asked.listConsents, { recommendation, standing: 'in_force' as never })).items.map(({ id }) => id)
/** What a statement comes to in the hands of this person. */
const raw = (by: TestPerson, statement: ReturnType<typeof sql>): Promise<string> =>
  by
    .act(async (tx) => String((await statement.execute(tx)).numAffectedRows ?? 0n))
    .catch((error: Error) => error.message)

test('nobody beyond the originator and the State sees a recommendation until the State consents', async () => {
  const id = await entered(cted, 'unseen')
  for (const by of [unodc, donor, iraq, undp]) expect(await register(by)).toEqual([])
  expect(await register(niger)).toEqual(['original: Title unseen'])
  expect(await refused(unodc.call(contract.readRecommendation, { id }))).toBe('404 not_found')
  const read = await niger.call(contract.readRecommendation, { id })
  expect(read).toMatchObject({
    form: 'original',
    mayConsent: true,
    mayRespond: true,
    mayWrite: false,
    originator: { code: 'CTED' },
  })
  expect(await cted.call(contract.readRecommendation, { id })).toMatchObject({ mayConsent: false, mayWrite: true })
})

test('the State gives it whole, redacted, or as theme and need; each reader has exactly that', async () => {
  const [a, b, c] = [await entered(cted, 'A'), await entered(cted, 'B'), await entered(cted, 'C')]
  await give([a], 'whole', 'UNODC')
  await give([b], 'redacted', 'UNODC')
  const began = { status: 'under_way', on: '2020-03-02', request: randomUUID() } as const
  await cted.call(contract.takeStep, { id: c, ...began })
  await give([c], 'need', [{ kind: 'circle', code: 'donors' }])
  expect(await register(unodc)).toEqual(['redacted: Redacted title', 'whole: Title A'])
  expect(await register(donor)).toEqual(['need: Countering the financing of terrorism'])
  expect(await register(undp)).toEqual([])
  const { items } = await donor.call(contract.listRecommendations, {})
  const need = await donor.call(contract.readRecommendation, { id: items[0]!.head.id })
  expect(need).toMatchObject({ form: 'need', body: null, need: 'identified', status: null, priority: null, code: '' })
  expect(JSON.stringify(need)).not.toContain('Body C')
  // Not even by plain SQL, when its status last changed.
  const { rows: known } = await donor.act((tx) =>
    sql<{
      status: string
      on: string
    }>`select status, status_on::text as on from recommendations where id = ${items[0]!.head.id}`.execute(tx),
  )
  expect(known).not.toMatchObject([{ on: began.on }])
  expect(known).toMatchObject([{ status: 'not_started' }])
  // The originals stay out of reach, and so does what hangs on them.
  for (const id of [a, b, c])
    for (const by of [unodc, donor])
      expect(await refused(by.call(contract.readRecommendation, { id }))).toBe('404 not_found')
  expect((await unodc.call(asked.listConsents, {})).total).toBe(0)
  expect((await cted.call(asked.listConsents, { recommendation: a })).items).toMatchObject([
    { form: 'whole', to: { code: 'UNODC' }, reference: 'Note verbale 17', state: 'in_force' },
  ])
})

test('whoever is given more of it later reads the fullest, once', async () => {
  const id = await entered(cted, 'more')
  await give([id], 'need', [{ kind: 'circle', code: 'compact' }])
  await give([id], 'redacted', 'UNDP')
  expect(await register(undp)).toEqual(['redacted: Redacted title'])
  await give([id], 'whole', 'UNDP')
  expect(await register(undp)).toEqual(['whole: Title more'])
})

test('what CTED changes later is not disclosed by an earlier consent', async () => {
  const id = await entered(cted, 'first')
  await give([id], 'whole', 'UNDP')
  const { head } = await cted.call(contract.readRecommendation, { id })
  const { request: _r, kind: _k, state: _s, ...changed } = ofNiger('second')
  await cted.call(contract.editRecommendation, { ...changed, id, version: head.version })
  const told = await platform.owner
    .selectFrom('notices')
    .select('person')
    .where('record', '=', id)
    .where('topic', '=', 'recommendations.edited')
    .execute()
  expect(told).toEqual([{ person: niger.id }])
  expect(await register(niger, { q: 'second' })).toEqual(['original: Title second'])
  expect(await register(undp, { q: 'first' })).toEqual(['whole: Title first'])
  expect(await register(undp, { q: 'second' })).toEqual([])
  await give([id], 'whole', 'UNDP')
  expect(await register(undp, { q: 'Title' })).toContain('whole: Title second')
  expect(await register(undp, { q: 'first' })).toEqual([])
})

test('the State sees that the original changed, and consents again in place of the earlier consent', async () => {
  const id = await entered(cted, 'again')
  await give([id], 'whole', 'UNDP')
  await give([id], 'need', [{ kind: 'circle', code: 'donors' }])
  const list = async (by: TestPerson, input: object = {}) =>
    (await by.call(asked.listConsents, { recommendation: id, ...input })).items
  const flags = async (by: TestPerson) => (await list(by)).map(({ form, outdated }) => [form, outdated])
  expect(await flags(niger)).toEqual([
    ['need', false],
    ['whole', false],
  ])
  // What the State itself says changes nothing of the wording.
  await niger.call(contract.sayView, { id, view: 'agreed', need: 'agreed', request: randomUUID() })
  const { head } = await cted.call(contract.readRecommendation, { id })
  const { request: _r, kind: _k, state: _s, ...changed } = ofNiger('anew')
  await cted.call(contract.editRecommendation, { ...changed, id, version: head.version })
  // Its theme, and that there is a need, are as they were.
  for (const by of [niger, cted])
    expect(await flags(by)).toEqual([
      ['need', false],
      ['whole', true],
    ])
  const [old] = await list(niger, { outdated: true })
  expect(await list(niger, { to: ['organisation:UNDP'] as never })).toEqual([old])
  expect((await list(niger, { to: ['circle:donors', 'group:WG3'] as never })).map(({ form }) => form)).toEqual(['need'])
  expect(await refused(list(niger, { to: ['person:me'] as never }))).toBe('400 input')
  expect(await list(undp)).toEqual([])
  // Not to be ended by whoever does not control it, nor by a consent of others.
  const again = consent([id], 'redacted', 'UNDP', { replaces: [old!.id] })
  expect(await refused(iraq.call(asked.giveConsent, again))).toBe('404 not_found')
  expect(await refused(niger.call(asked.giveConsent, { ...again, replaces: [randomUUID()] }))).toBe('404 not_found')
  expect(await register(undp, { q: 'again' })).toEqual(['whole: Title again'])
  const group = { kind: 'group' as const, code: 'WG3' }
  const { request: _, ...giving } = again
  const eyes = [group, { kind: 'organisation' as const, code: 'UNDP' }]
  const seen = await niger.call(asked.previewConsent, { ...giving, to: [group], eyes })
  expect(seen.eyes.map(({ seen: [one] }) => one!.form)).toEqual(['redacted', null])
  await niger.call(asked.giveConsent, again)
  expect((await list(niger)).map(({ state, redaction }) => [state, redaction?.body.texts.en ?? null])).toEqual([
    ['in_force', 'Redacted body'],
    ['in_force', null],
    ['revoked', null],
  ])
  expect(await register(undp, { q: 'Title' })).not.toContain('whole: Title again')
})

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

test('a need that nobody identified cannot be shared; a consent lies in the future or now', async () => {
  const id = await entered(cted, 'plain', { need: false })
  expect(await refused(give([id], 'need', 'UNODC'))).toBe('409 recommendations.no_need')
  expect(await refused(give([id], 'whole', 'UNODC', { until: '2020-01-01T00:00:00.000Z' }))).toBe(
    '409 recommendations.ended',
  )
  expect(await refused(give([id], 'whole', [{ kind: 'circle', code: 'everyone' }]))).toBe('409 access.no_such_grantee')
  expect(await refused(give([id], 'redacted', 'UNODC', { redactions: [] }))).toBe('400 input')
})

test('the preview shows what others would have, and gives nothing', async () => {
  const [a, b] = [await entered(cted, 'P1'), await entered(cted, 'P2')]
  const { request: _, ...giving } = consent([a], 'redacted', 'UNODC')
  const eyes = [
    { kind: 'organisation' as const, code: 'UNODC' },
    { kind: 'circle' as const, code: 'donors' },
    { kind: 'organisation' as const, code: 'CTED' },
  ]
  const seen = await niger.call(asked.previewConsent, { ...giving, recommendations: [a], eyes })
  expect(seen.eyes.map(({ seen: [one] }) => [one!.form, one!.body?.text ?? null])).toEqual([
    ['redacted', 'Redacted body'],
    [null, null],
    ['original', 'Body P1'],
  ])
  expect((await niger.call(asked.listConsents, { recommendation: a })).total).toBe(0)
  expect(await register(unodc, { q: 'Redacted' })).toHaveLength(1)
  const before = await niger.call(asked.previewConsent, { recommendations: [a, b], form: 'whole', to: [], eyes })
  expect(before.eyes[0]!.seen.map(({ form }) => form)).toEqual([null, null])
  expect(await refused(cted.call(asked.previewConsent, { ...giving, eyes }))).toBe('403 access.denied')
  expect(await refused(iraq.call(asked.previewConsent, { ...giving, eyes }))).toBe('404 not_found')
})

test('to withhold ends all consents, and stands in the record of what was ever consented', async () => {
  const id = await entered(cted, 'withheld')
  await give([id], 'whole', 'UNODC')
  await unodc.call(contract.listRecommendations, { q: 'withheld' })
  const request = randomUUID()
  const done = await niger.call(asked.withholdConsent, { recommendations: [id], reference: 'Note verbale 18', request })
  expect(done).toMatchObject({ revoked: 1, receipts: [{ holder: { code: 'UNODC' }, readers: 1, copies: 0 }] })
  expect(await register(unodc, { q: 'withheld' })).toEqual([])
  const { items } = await niger.call(asked.listConsents, { recommendation: id })
  expect(items.map(({ state, to, reference }) => [state, to?.code ?? null, reference])).toEqual([
    ['in_force', null, 'Note verbale 18'],
    ['revoked', 'UNODC', 'Note verbale 17'],
  ])
  expect(
    await refused(
      cted.call(asked.withholdConsent, { recommendations: [id], reference: 'Note', request: randomUUID() }),
    ),
  ).toBe('403 access.denied')
  expect(
    await refused(
      iraq.call(asked.withholdConsent, { recommendations: [id], reference: 'Note', request: randomUUID() }),
    ),
  ).toBe('404 not_found')
})

test('words of the original are in nothing that a reader of the redacted text can reach', async () => {
  const secret = 'Quokkaland'
  const id = await entered(cted, secret)
  await niger.call(contract.commentOnText, {
    id,
    field: 'body',
    passage: `Body ${secret}`,
    words: written(`${secret} is wrong`),
    request: randomUUID(),
  })
  await give([id], 'redacted', 'UNDP')
  // Every column of every table that the server's role may read at all.
  const { rows: tables } = await sql<{ name: string; columns: string }>`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege('app', c.oid, a.attnum, 'select')
     group by 1`.execute(platform.owner)
  const within = (by: TestPerson) =>
    by.act(async (tx) => {
      const hits: string[] = []
      for (const { name, columns } of tables) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from (select ${sql.raw(columns)} from ${sql.table(name)}) t where t::text ilike ${`%${secret}%`}`.execute(
          tx,
        )
        if (rows[0]!.n > 0) hits.push(name)
      }
      return hits
    })
  expect(tables.length).toBeGreaterThan(50)
  expect(await within(undp)).toEqual([])
  expect(await within(niger)).toEqual(expect.arrayContaining(['recommendations', 'factual_comments', 'search_entries']))
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
