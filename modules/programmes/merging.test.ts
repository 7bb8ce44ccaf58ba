import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import * as keeping from '../directory/contract/keeping.ts'
import * as merging from '../directory/contract/merging.ts'
import * as contract from './contract.ts'
import { activity, circle, programme, registerPlatform, written } from './testing.ts'

const { platform, personOf, officer, niger } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('a merged entry leads, takes part, funds and is asked no longer: the kept one is, once, in lists, matrix and history', async () => {
  const one = await personOf('UNOCT', { roles: ['secretariat'] })
  const two = await personOf('UNOCT', { roles: ['secretariat'] })
  await one.call(keeping.addOrganisation, {
    ...{ request: randomUUID(), code: 'CTED-2', kind: 'other_organisation', from: '2020-01-01' },
    names: written('Counter-Terrorism Directorate'),
  })
  const audience = [circle('everyone')]
  const made = await officer.call(
    contract.addProgramme,
    programme({ leads: ['CTED-2', 'UNODC'], partners: ['CTED', 'UNDP'], funders: ['EU', 'CTED-2'], audience }),
  )
  const done = await officer.call(contract.addActivity, activity({ partners: ['UNDP', 'CTED-2'] }))
  const office = await officer.call(
    contract.addProgramme,
    programme({ type: 'office', office: { contacts: ['UNODC', 'CTED-2', 'CTED'] }, audience }),
  )
  const preview = { absorbed: 'CTED-2', kept: 'CTED' }
  // The activity is not shared with the secretariat, and not counted.
  expect(await one.call(merging.previewMerge, preview)).toMatchObject({
    absorbed: { named: 2, people: 0 },
    refusal: null,
  })
  const { id } = await one.call(merging.proposeMerge, { request: randomUUID(), ...preview, reason: 'The same entity' })
  await two.call(merging.confirmMerge, { id })

  const codes = (of: readonly { code: string }[]) => of.map(({ code }) => code)
  const now = await niger.call(contract.readProgramme, { id: made.head.id })
  expect([codes(now.leads), codes(now.partners), codes(now.funders)]).toEqual([
    ['CTED', 'UNODC'],
    ['UNDP'],
    ['EU', 'CTED'],
  ])
  expect(codes((await officer.call(contract.readActivity, { id: done.head.id })).partners)).toEqual(['UNDP', 'CTED'])
  const asked = await niger.call(contract.readProgramme, { id: office.head.id })
  expect(codes(asked.office!.contacts)).toEqual(['UNODC', 'CTED'])
  // An old address asks for the kept one; who writes the old code means it.
  for (const entities of [['CTED-2'], ['CTED']])
    expect((await niger.call(contract.listProgrammes, { entities, roles: ['lead'] })).items.map((p) => p.id)).toEqual([
      made.head.id,
    ])
  const again = await officer.call(contract.addProgramme, programme({ leads: ['CTED-2'] }))
  expect(codes(again.leads)).toEqual(['CTED'])
  const { changed } = await platform.owner
    .selectFrom('record_history')
    .select('changed')
    .where('record', '=', made.head.id)
    .executeTakeFirstOrThrow()
  expect(Object.keys(changed as object).sort()).toEqual(['funders', 'leads', 'partners'])
})
