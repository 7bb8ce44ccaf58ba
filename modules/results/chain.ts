import type { Call, Tx } from '../../platform/database.ts'
import { readResults, removeResult, saveIndicator, saveMeasurement, saveResult } from './actions.ts'
import { Chain } from './contract.ts'

/** The chain of a programme as a file holds it. */
export async function chainOf(tx: Tx, record: string, call: Call): Promise<Chain> {
  const { items } = await readResults(tx, { record }, call)
  return Chain.parse(
    items.map((of) => ({
      ...of,
      parent: of.parent === null ? null : items.findIndex(({ id }) => id === of.parent),
    })),
  )
}

/** Puts this chain in the place of the one that is there, by the same acts as by hand. */
export async function replaceChain(tx: Tx, record: string, chain: Chain, call: Call): Promise<void> {
  let now = await readResults(tx, { record }, call)
  const claim = () => ({ record, version: now.version })
  const ids = (of: typeof now) => of.items.map(({ id }) => id)
  while (now.items[0]) now = await removeResult(tx, { ...claim(), what: 'result', id: now.items[0].id }, call)
  const made: string[] = []
  for (const { kind, parent, statement, indicators } of chain) {
    const before = ids(now)
    const above = parent === null ? null : made[parent]!
    now = await saveResult(tx, { ...claim(), id: null, kind, parent: above, statement }, call)
    const result = ids(now).find((id) => !before.includes(id))!
    made.push(result)
    for (const { measurements, ...indicator } of indicators) {
      const indicatorsOf = () => now.items.find(({ id }) => id === result)!.indicators.map(({ id }) => id)
      const known = indicatorsOf()
      now = await saveIndicator(tx, { ...claim(), id: null, result, ...indicator }, call)
      const id = indicatorsOf().find((one) => !known.includes(one))!
      for (const measurement of measurements)
        now = await saveMeasurement(tx, { ...claim(), id: null, indicator: id, ...measurement }, call)
    }
  }
}
