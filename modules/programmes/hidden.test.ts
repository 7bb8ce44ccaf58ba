import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { readPresence } from './contract/presence.ts'
import * as contract from './contract.ts'
import { activity, asEdited, circle, programme, refused, registerPlatform, share, written } from './testing.ts'

const { platform, officer, iraq, niger } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('a level and an audience hold from the first moment; others neither see nor change nor remove it', async () => {
  const { head } = await iraq.call(
    contract.addProgramme,
    programme({ title: written('National priorities'), leads: ['IRQ'], level: 1 }),
  )
  const { id } = head
  expect((await niger.call(contract.listProgrammes, { q: 'national priorities' })).total).toBe(0)
  expect(await refused(niger.call(contract.readProgramme, { id }))).toBe('404 not_found')
  expect(await refused(niger.call(contract.removeProgramme, { id, version: 1 }))).toBe('404 not_found')
  expect(
    await refused(
      niger.call(contract.editProgramme, asEdited(await iraq.call(contract.readProgramme, { id })) as never),
    ),
  ).toBe('404 not_found')
  const uncleared = await platform.person(iraq.organisation, { roles: ['focal_point'], clearance: 0 })
  expect(await refused(uncleared.call(contract.readProgramme, { id }))).toBe('404 not_found')
})

test('a hidden programme is nowhere: not in its activities, lists, counts, search, or errors', async () => {
  const hidden = await officer.call(
    contract.addProgramme,
    programme({ code: 'HID-1', title: written('Quiet diplomacy') }),
  )
  const { head } = await officer.call(
    contract.addActivity,
    activity({
      title: written('Open round table'),
      programme: hidden.head.id,
      audience: [share(iraq.organisation, 'contribute')],
    }),
  )
  const seen = await iraq.ask(contract.readActivity, { id: head.id })
  expect(seen.json()).toMatchObject({ programme: null })
  for (const reply of [
    seen,
    await iraq.ask(contract.listActivities, { q: 'open round' }),
    await iraq.ask(contract.listProgrammes, { q: 'quiet' }),
    await iraq.ask(contract.exportActivities, {}),
    await iraq.ask(readPresence, { kind: 'programme' }),
    await iraq.ask(contract.editActivity, { ...asEdited(seen.json()), version: 99 }),
  ])
    expect(reply.body).not.toMatch(/Quiet|HID-1|(?<!concord )quiet diplomacy/)
  expect(await iraq.call(contract.listActivities, { programme: hidden.head.id })).toEqual({ items: [], total: 0 })
  expect((await officer.call(contract.listActivities, { programme: hidden.head.id })).total).toBe(1)
  // Nor is the link lost when someone who cannot see it edits the rest.
  await iraq.call(contract.editActivity, asEdited({ ...seen.json(), modality: 'virtual' }) as never)
  expect(await officer.call(contract.readActivity, { id: head.id })).toMatchObject({
    modality: 'virtual',
    programme: { code: 'HID-1' },
  })
  const named = await refused(iraq.call(contract.addActivity, activity({ leads: ['IRQ'], programme: hidden.head.id })))
  expect(named).toBe(
    await refused(iraq.call(contract.addActivity, activity({ leads: ['IRQ'], programme: randomUUID() }))),
  )
})

test('who may only discover a record gets none of its content', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({
      title: written('Known to exist'),
      card: written('A programme on justice'),
      audience: [share(iraq.organisation, 'discover')],
    }),
  )
  expect(await refused(iraq.call(contract.readProgramme, { id: head.id }))).toBe('404 not_found')
  expect((await iraq.call(contract.listProgrammes, { q: 'known to exist' })).total).toBe(0)
  expect((await iraq.call(contract.listKnown, {})).items).toMatchObject([
    { id: head.id, title: { text: 'A programme on justice' }, originator: { code: 'UNODC' } },
  ])
  expect(await niger.call(contract.listKnown, {})).toEqual({ items: [], total: 0 })
  expect(await refused(iraq.call(contract.removeProgramme, { id: head.id, version: 1 }))).toBe('404 not_found')
})

test('who is denied does not see what their circle sees', async () => {
  const { head } = await officer.call(
    contract.addProgramme,
    programme({ title: written('Not for one'), audience: [circle('members'), share(niger.organisation, 'deny')] }),
  )
  expect(await refused(niger.call(contract.readProgramme, { id: head.id }))).toBe('404 not_found')
  expect(await refused(iraq.call(contract.readProgramme, { id: head.id }))).toBe('done')
})
