import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import type { Attended } from '../../particulars/contract.ts'
import * as contracts from '../../particulars/contract.ts'
import { addLink, listLinks, readParticulars, saveAttendance, saveJoint, saveSdgs } from '../../particulars/index.ts'
import { inOrderOfAgenda, type LinkKind } from '../../particulars/rules.ts'
import type { Chain } from '../../results/contract.ts'
import { chainOf, replaceChain } from '../../results/index.ts'

type Joint = Omit<z.output<typeof contracts.saveJoint.input>, 'id' | 'version'>

/** What stands beside the form of a record; what is null, a file says nothing of. */
export type Beside = {
  sdgs: string[] | null
  attendance: Attended[] | null
  joint: Joint | null
  chain: Chain | null
}

export async function readBeside(tx: Tx, id: string, call: Call): Promise<Beside> {
  const { sdgs, attendance, joint, kind } = await readParticulars(tx, { id }, call)
  return {
    ...{ sdgs, attendance: attendance?.rows ?? null },
    joint: joint && {
      isJoint: joint.isJoint,
      parts: joint.parts.flatMap(({ organisation: { code }, does }) => (does ? [{ organisation: code, does }] : [])),
    },
    chain: kind === 'programme' ? await chainOf(tx, id, call) : null,
  }
}

/** Takes over what differs; whether anything did. */
export async function writeBeside(tx: Tx, id: string, wanted: Beside, call: Call): Promise<boolean> {
  const now = await readBeside(tx, id, call)
  const differs = (key: keyof Beside) =>
    wanted[key] !== null && !isDeepStrictEqual(comparable(key, wanted), comparable(key, now))
  const { sdgs, attendance, joint, chain } = wanted
  const claim = async () => ({ id, version: (await readParticulars(tx, { id }, call)).version })
  if (differs('sdgs')) await saveSdgs(tx, contracts.saveSdgs.input.parse({ ...(await claim()), sdgs }), call)
  if (differs('attendance'))
    await saveAttendance(tx, contracts.saveAttendance.input.parse({ ...(await claim()), rows: attendance }), call)
  if (differs('joint')) await saveJoint(tx, contracts.saveJoint.input.parse({ ...(await claim()), ...joint }), call)
  if (differs('chain')) await replaceChain(tx, id, chain!, call)
  return (['sdgs', 'attendance', 'joint', 'chain'] as const).some(differs)
}

/** Without what a new record cannot say: which texts are out of date, and which of two on one day came first. */
function comparable(key: keyof Beside, { chain, sdgs, ...rest }: Beside): unknown {
  if (key === 'sdgs') return inOrderOfAgenda(sdgs ?? [])
  if (key !== 'chain') return plain(rest[key])
  return chain?.map(({ indicators, ...result }) => ({
    ...(plain(result) as object),
    indicators: indicators.map(({ measurements, ...indicator }) =>
      plain({ ...indicator, measurements: measurements.toSorted(byDay) }),
    ),
  }))
}

type Measurement = Chain[number]['indicators'][number]['measurements'][number]
const byDay = (a: Measurement, b: Measurement): number =>
  a.measured.date < b.measured.date ? -1 : a.measured.date > b.measured.date ? 1 : a.value - b.value

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, of) => (name === 'outdated' ? undefined : of)) ?? 'null')

export type Linked = { kind: LinkKind; ref: string }

/** Links that are not there yet, to records that are; how many came. */
export async function writeLinks(
  tx: Tx,
  id: string,
  links: readonly { kind: LinkKind; other: string }[],
  call: Call,
): Promise<number> {
  const { items } = await listLinks(tx, { id }, call)
  const missing = links.filter(
    ({ kind, other }) => !items.some((one) => one.way === 'to' && one.kind === kind && one.other.id === other),
  )
  for (const link of missing) {
    const { version } = await readParticulars(tx, { id }, call)
    await addLink(tx, { id, version, ...link }, call)
  }
  return missing.length
}
