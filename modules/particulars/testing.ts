import { randomUUID } from 'node:crypto'
import { CIRCLES } from '../../platform/access/refs.ts'
import { jobsFor } from '../../platform/jobs/index.ts'
import type { Module } from '../../platform/module.ts'
import type { PersonOptions, TestPerson } from '../../platform/testing.ts'
import { directory } from '../directory/index.ts'
import { referencePlatform } from '../directory/testing.ts'
import { addActivity, addProgramme } from '../programmes/contract.ts'
import { programmes } from '../programmes/index.ts'

/** A platform with the directory's reference data, officers of UNODC and of CTED, and the focal point of Iraq. */
export async function workPlatform(...more: Module[]) {
  const platform = await referencePlatform(directory, programmes, jobsFor([programmes]), ...more)
  const personOf = async (code: string, options: PersonOptions): Promise<TestPerson> => {
    const organisation = platform.owner.selectFrom('organisations').select('id').where('code', '=', code)
    return platform.person((await organisation.executeTakeFirstOrThrow()).id, options)
  }
  return {
    platform,
    personOf,
    officer: await personOf('UNODC', { roles: ['officer'] }),
    cted: await personOf('CTED', { roles: ['officer'] }),
    iraq: await personOf('IRQ', { roles: ['focal_point'] }),
  }
}

export const written = (en: string) => ({ original: 'en' as const, texts: { en } })
export const everyone = { to: { kind: 'circle' as const, id: CIRCLES.everyone }, gives: 'read' as const }
export const reads = (id: string) => ({ to: { kind: 'organisation' as const, id }, gives: 'read' as const })
export const contributes = (id: string) => ({ ...reads(id), gives: 'contribute' as const })

/** A programme of the person, of the least that there must be. */
export async function programmeOf(person: TestPerson, title: string, more: object = {}) {
  const input = { request: randomUUID(), title: written(title), type: 'programme', status: 'ongoing' as const }
  return (await person.call(addProgramme, { ...input, leads: ['UNODC'], ...more })).head
}

/** An activity of the person, likewise. */
export async function activityOf(person: TestPerson, title: string, more: object = {}) {
  const start = { date: '2020-03-01', precision: 'month' as const }
  const input = { request: randomUUID(), title: written(title), type: 'training', status: 'completed' as const, start }
  return (await person.call(addActivity, { ...input, leads: ['UNODC'], ...more })).head
}

/** What became of a call in a word: `done`, or status and code of the refusal. */
export const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )
