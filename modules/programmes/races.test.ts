import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { beaten } from '../../platform/testing.ts'
import * as contract from './contract.ts'
import { activity, programme, refused, registerPlatform } from './testing.ts'

const { platform, officer } = await registerPlatform()
afterAll(() => platform[Symbol.asyncDispose]())

test('an activity put under a programme that is removed at that moment is refused like one under none', async () => {
  const { head } = await officer.call(contract.addProgramme, programme())
  const added = beaten(
    platform,
    (tx) => tx.deleteFrom('records').where('id', '=', head.id).execute(),
    () => officer.call(contract.addActivity, activity({ programme: head.id })),
  )
  const refusal = await refused(added)
  expect(refusal).toBe(await refused(officer.call(contract.addActivity, activity({ programme: randomUUID() }))))
})

test('what two remove at once is removed once, and the second is told that there is nothing', async () => {
  const { head } = await officer.call(contract.addProgramme, programme())
  const second = beaten(
    platform,
    (tx) => tx.deleteFrom('records').where('id', '=', head.id).execute(),
    () => officer.call(contract.removeProgramme, { id: head.id, version: 1 }),
  )
  expect(await refused(second)).toBe('404 not_found')
})
