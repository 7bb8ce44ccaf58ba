import { randomUUID } from 'node:crypto'
import { CIRCLES } from '../../platform/access/refs.ts'
import { jobsFor } from '../../platform/jobs/index.ts'
import type { Module } from '../../platform/module.ts'
import type { PersonOptions, TestPerson } from '../../platform/testing.ts'
import { directory } from '../directory/index.ts'
import { referencePlatform } from '../directory/testing.ts'
import { programmes } from './index.ts'

/** A platform with the directory's reference data, an officer of UNODC and the focal points of Iraq and Niger. */
export async function registerPlatform(...more: Module[]) {
  const platform = await referencePlatform(directory, programmes, jobsFor([programmes]), ...more)
  const personOf = async (code: string, options: PersonOptions): Promise<TestPerson> => {
    const organisation = platform.owner.selectFrom('organisations').select('id').where('code', '=', code)
    return platform.person((await organisation.executeTakeFirstOrThrow()).id, options)
  }
  return {
    platform,
    personOf,
    officer: await personOf('UNODC', { roles: ['officer'] }),
    iraq: await personOf('IRQ', { roles: ['focal_point'] }),
    niger: await personOf('NER', { roles: ['focal_point'] }),
  }
}

export const written = (en: string) => ({ original: 'en' as const, texts: { en } })

/** A programme to enter, of the least that there must be: under way as a document tells of an earlier day, which needs no gate. */
export const programme = (fields: object = {}) => ({
  request: randomUUID(),
  title: written('Judicial cooperation in the Sahel'),
  type: 'programme',
  status: 'ongoing' as const,
  statusOn: '2021-01-29',
  source: { document: 'A/75/729', paragraphs: [46], also: [] },
  leads: ['UNODC'],
  ...fields,
})

/** An activity to enter, likewise. */
export const activity = (fields: object = {}) => ({
  request: randomUUID(),
  title: written('Workshop on electronic evidence'),
  type: 'workshop',
  status: 'completed' as const,
  leads: ['UNODC'],
  start: { date: '2020-03-01', precision: 'month' as const },
  ...fields,
})

export const share = (id: string, gives: 'read' | 'contribute' | 'deny' | 'discover' = 'read') => ({
  to: { kind: 'organisation' as const, id },
  gives,
})

export const circle = (name: keyof typeof CIRCLES) => ({
  to: { kind: 'circle' as const, id: CIRCLES[name] },
  gives: 'read' as const,
})

/** An edit of the record as it stands: the same words, organisations by code. */
export function asEdited(record: object): object {
  const { head, leads, partners, funders, states, places, office, ...rest } = record as Found
  const codes = (of: { code: string }[]) => of.map(({ code }) => code)
  return {
    ...rest,
    ...(funders && { funders: codes(funders) }),
    ...(office && { office: { ...office, hosts: codes(office.hosts), contacts: codes(office.contacts) } }),
    leads: codes(leads),
    partners: codes(partners),
    states: codes(states),
    places: places.map(({ name, state }) => ({ name, state: state?.code ?? null })),
    id: head.id,
    version: head.version,
  }
}

type Found = {
  head: { id: string; version: number }
  places: { name: object; state: { code: string } | null }[]
  office?: Record<'hosts' | 'contacts', { code: string }[]> | null
} & Record<'leads' | 'partners' | 'states' | 'funders', { code: string }[]>

/** What became of a call in a word: `done`, or status and code of the refusal. */
export const refused = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (problem: { code: string; status: number }) => `${problem.status} ${problem.code}`,
  )
