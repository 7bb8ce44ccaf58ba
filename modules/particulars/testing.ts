import { randomUUID } from 'node:crypto'
import { CIRCLES } from '../../platform/access/refs.ts'
import type { Module } from '../../platform/module.ts'
import type { TestPerson } from '../../platform/testing.ts'
import { addActivity, addProgramme } from '../programmes/contract.ts'
import { registerPlatform, written } from '../programmes/testing.ts'

/** The platform of programmes, with an officer of CTED beside those it has. */
export async function workPlatform(...more: Module[]) {
  const made = await registerPlatform(...more)
  return { ...made, cted: await made.personOf('CTED', { roles: ['officer'] }) }
}

export const everyone = { to: { kind: 'circle' as const, id: CIRCLES.everyone }, gives: 'read' as const }
export const reads = (id: string) => ({ to: { kind: 'organisation' as const, id }, gives: 'read' as const })
export const contributes = (id: string) => ({ ...reads(id), gives: 'contribute' as const })

/** A programme of the person, of the least that there must be. */
export async function programmeOf(person: TestPerson, title: string, more: object = {}) {
  const input = { request: randomUUID(), title: written(title), type: 'programme', status: 'planned' as const }
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
