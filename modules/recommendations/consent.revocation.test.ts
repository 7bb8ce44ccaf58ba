import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { modules } from '../../apps/modules.ts'
import { addComment } from '../../platform/comments/contract.ts'
import { askedJob, askJob } from '../../platform/jobs/asked.ts'
import { downloadResult } from '../../platform/jobs/contract.ts'
import { drainJobs, moduleWith } from '../../platform/jobs/testing.ts'
import { setTransport } from '../../platform/mail/transport.ts'
import { follow } from '../../platform/notices/contract.ts'
import { addTask } from '../../platform/tasks/contract.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { saveView } from '../../platform/views/contract.ts'
import { consentsCast } from '../../tools/access/consents-cast.ts'
import { everyAnswer } from '../../tools/access/readings.ts'
import { recommendationRows } from './actions/reading.ts'
import * as asked from './consent-contract.ts'
import * as contract from './contract.ts'
import { consent, entered, register } from './testing.ts'

const { platform, viewers, niger, cted, organisations } = await consentsCast()
const [unodc, undp] = [viewers['entity']!.person, viewers['member']!.person]
afterAll(() => platform[Symbol.asyncDispose]())
// Whom others may mention.
for (const { id } of [unodc, undp])
  await platform.owner.updateTable('persons').set({ listed: true }).where('id', '=', id).execute()
beforeEach(() => sql`delete from records`.execute(platform.owner))

const letters: string[] = []
setTransport({ deliver: async ({ to }) => void letters.push(to) })
const addressOf = async ({ id }: TestPerson) =>
  (await platform.owner.selectFrom('persons').select('mail').where('id', '=', id).executeTakeFirstOrThrow()).mail
const request = () => ({ request: crypto.randomUUID() })

/** A recommendation that UNODC and UNDP have whole: its id, what they read, and the consent to UNODC. */
async function given(word: string) {
  const id = await entered(cted, word)
  for (const to of ['UNODC', 'UNDP']) await niger.call(asked.giveConsent, consent([id], 'whole', to))
  const theirs = (await niger.call(asked.listConsents, { recommendation: id, to: ['organisation:UNODC'] as never }))
    .items
  const [row] = (await unodc.call(contract.listRecommendations, { q: word })).items
  return { id, seen: row!.head.id, consent: theirs[0]!.id }
}
const revoke = (one: string, by = niger) => by.call(asked.revokeConsent, { consents: [one] })

/** The endpoints by which someone still meets it, and the tables, by plain SQL. */
async function ways(reader: TestPerson, word: string, seen: string): Promise<string[]> {
  const about = {
    ids: [seen],
    consents: [],
    words: [word],
    organisations,
    states: ['NER'],
    themes: ['cft'],
    groups: ['WGZ'],
  }
  const answers = await everyAnswer(reader, about)
  const met = answers.filter(({ text, input, status }) => {
    const isAsked = status !== 200 || JSON.stringify(input).includes(word)
    return text.includes(seen) || (!isAsked && text.includes(word))
  })
  const rows = await reader.act(async (tx) => {
    const { rows: found } = await sql<Record<string, boolean>>`
      select exists (select from records where id = ${seen}) as records, exists (select from search_entries where record = ${seen}) as search_entries,
             exists (select from record_history where record = ${seen}) as record_history, exists (select from notices where record = ${seen}) as notices,
             exists (select from follows where record = ${seen}) as follows, exists (select from grants where record = ${seen}) as grants,
             exists (select from comments where record = ${seen}) as comments, exists (select from tasks where record = ${seen}) as tasks`.execute(
      tx,
    )
    return Object.entries(found[0]!).flatMap(([table, is]) => (is ? [table] : []))
  })
  return [...new Set([...met.map(({ audit }) => audit), ...rows])].toSorted()
}

test('the same transaction that revokes shows it gone by every way, to whom it was shown, and to nobody else', async () => {
  const { id, seen, consent: theirs } = await given('Okapi')
  await unodc.call(contract.readRecommendation, { id: seen })
  await unodc.ask(contract.exportRecommendations, { format: 'csv' })
  await unodc.call(follow, { record: seen, following: true })
  await niger.call(addTask, { record: seen, title: 'On Okapi', owner: unodc.id, ...request() })
  await niger.call(addComment, { record: seen, language: 'en', words: `About Okapi, <@${unodc.id}>`, ...request() })
  await unodc.call(saveView, { page: '/recommendations', name: 'Mine', query: `assessment=${seen}`, ...request() })
  // What it disclosed changes, and that is in its history.
  await niger.call(contract.sayView, { id, view: 'agreed', need: 'agreed', ...request() })
  const before = [
    ...[
      'comments',
      'comments.list',
      'followup.board',
      'followup.document',
      'followup.group',
      'follows',
      'gaps.show',
      'grants',
    ],
    ...['history.list', 'notices', 'notices.followed', 'notices.list', 'record_history', 'recommendations.export'],
    ...[
      'recommendations.list',
      'recommendations.read',
      'records',
      'records.audience',
      'records.record',
      'search.query',
    ],
    ...['search.suggest', 'search_entries', 'tasks', 'tasks.list'],
  ]
  let receipts: asked.Receipt[] = []
  await platform.inOneTransaction(async (as) => {
    expect(await ways(as(unodc), 'Okapi', seen)).toEqual(expect.arrayContaining(before))
    // Asking by every way it took copies, too.
    receipts = (await as(niger).call(asked.listReceipts, { consent: theirs })).items
    expect(receipts).toMatchObject([{ holder: { code: 'UNODC' }, readers: 1 }])
    expect(receipts[0]!.copies).toBeGreaterThan(1)
    expect(await revoke(theirs, as(niger))).toEqual({ revoked: 1, receipts })
    // Of a view that they made themselves the words stay; what it would show is gone.
    expect(await ways(as(unodc), 'Okapi', seen)).toEqual(['views.list'])
    expect(await register(as(undp))).toEqual(['whole: Title Okapi'])
    // It is not over: whoever is outside it still has it.
    const outside = await unodc.act((tx) => tx.selectFrom('recommendations').select('id').execute())
    expect(outside).toEqual([{ id: seen }])
  })
  expect(await register(unodc)).toEqual([])
  expect(await register(undp)).toEqual(['whole: Title Okapi'])
  // The copies are asked back; the State sees who had read it, and CTED does not.
  const { rows } = await sql<{
    due: string | null
  }>`select distinct due from copies where record = ${seen} and holder = ${unodc.organisation}`.execute(platform.owner)
  expect(rows).toEqual([{ due: 'right' }])
  expect((await niger.call(asked.listReceipts, { consent: theirs })).items).toEqual(receipts)
  const revoked = await niger.call(asked.listConsents, { recommendation: id, standing: 'revoked' as never })
  expect(revoked.items).toHaveLength(1)
  expect((await cted.call(asked.listConsents, { recommendation: id })).items).toHaveLength(2)
  expect(await cted.act(async (tx) => (await sql`select 1 from consent_receipts`.execute(tx)).rows.length)).toBe(0)
}, 120_000)

test('of what was revoked no letter goes out: neither one that is yet to be written nor one that waits', async () => {
  await drainJobs(platform, modules)
  const digest = modules.filter(({ jobs = [] }) => jobs.some(({ name }) => name === 'notices.digest'))
  for (const isWritten of [false, true]) {
    const { seen, consent: theirs } = await given(isWritten ? 'Bongo' : 'Dikdik')
    for (const who of [unodc, undp])
      await niger.call(addComment, { record: seen, language: 'en', words: `See <@${who.id}>`, ...request() })
    if (isWritten) {
      await drainJobs(platform, digest)
      const { rows } = await sql<{ person: string }>`
        select person from mails where ${seen} = any (about) and status = 'queued'`.execute(platform.owner)
      expect(rows.map(({ person }) => person).toSorted()).toEqual([unodc.id, undp.id].toSorted())
    }
    await revoke(theirs)
    letters.length = 0
    await drainJobs(platform, modules)
    expect(letters).toEqual([await addressOf(undp)])
    const { rows } = await sql<{ status: string; reason: string }>`
      select status, reason from mails where person = ${unodc.id} and ${seen} = any (about)`.execute(platform.owner)
    expect(rows).toEqual(isWritten ? [{ status: 'dropped', reason: 'record' }] : [])
  }
})

test('work that waits, runs or is done holds nothing of what was revoked meanwhile', async () => {
  let between: () => Promise<unknown> = async () => undefined
  /** Takes the register down twice: before something happens, and after. */
  const taking = moduleWith(
    askedJob('trial.count', async (tx, { done, language, gathered }) => {
      if (done === 1) await between()
      const { rows } = await sql<{ id: string }>`select id from recommendations order by id`.execute(tx)
      const ids = rows.map(({ id }) => id)
      const text = JSON.stringify(await recommendationRows(tx, ids, { language }))
      if (done === 1) for await (const _ of gathered());
      const file = { name: 'register.json', type: 'application/json' }
      return { done: done + 1, total: 2, more: done === 0, text, records: ids, ...(done === 1 && { file }) }
    }),
  )
  const take = async () => {
    const id = await unodc.act((tx, viewer) =>
      askJob(tx, 'trial.count', {}, { viewer, language: 'en', at: new Date() }),
    )
    return { id, result: () => unodc.ask(downloadResult, { id }) }
  }
  const drain = () => drainJobs(platform, [taking])
  const [waiting, running, over] = [await given('Suni'), await given('Eland'), await given('Kob')]
  const done = await take()
  await drain()
  const has = (body: string) => ['Suni', 'Eland', 'Kob'].filter((word) => body.includes(`Title ${word}`))
  expect(has((await done.result()).body)).toEqual(['Suni', 'Eland', 'Kob'])
  await revoke(over.consent)
  expect((await done.result()).statusCode).not.toBe(200)
  expect(has((await done.result()).body)).toEqual([])

  const queued = await take()
  await revoke(waiting.consent)
  await drain()
  expect(has((await queued.result()).body)).toEqual(['Eland'])

  const broken = await take()
  between = () => revoke(running.consent)
  await drain()
  expect(has((await broken.result()).body)).toEqual([])
  const { rows } = await sql<{ state: string; problem: string }>`
    select state, problem from asked_jobs where id = ${broken.id}`.execute(platform.owner)
  expect(rows).toEqual([{ state: 'failed', problem: 'jobs.withheld' }])
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
