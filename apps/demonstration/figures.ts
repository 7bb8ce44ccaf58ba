import type { Activity } from '../../data/shapes.ts'
import { readTotal, saveTotal } from '../../modules/figures/actions/totals.ts'
import { readParticulars, saveAttendance } from '../../modules/particulars/actions/particulars.ts'
import type { Attended } from '../../modules/particulars/contract.ts'
import type { Tx } from '../../platform/database.ts'
import type { Loader } from './loaders.ts'
import { REGISTRAR, read } from './programmes.ts'
import type { World } from './world.ts'

const exactly = (n: number) => ({ n, comparator: 'eq' as const })
/** Who took part in the invented courses: by sex of all, and of some only. */
const ATTENDED: Readonly<Record<string, Attended>> = {
  'INV-29': { function: 'criminal_justice_officials', women: exactly(19), men: exactly(27), other: null },
  'INV-30': { function: 'law_enforcement', women: exactly(12), men: null, other: null },
}

/** Which figures the totals of the report are totals of; and of the invented courses, who took part. */
export const figures: Loader = { name: 'figures', load }

async function load(world: World): Promise<void> {
  const activities = await read<Activity>('demonstration/activities')
  await world.as(world.someone(REGISTRAR, 'officer')!, async (tx, call) => {
    for (const { code, totalOf } of activities) {
      if (!totalOf) continue
      const id = await idOf(tx, code)
      const { version, total } = await readTotal(tx, { id }, call)
      if (!total) await saveTotal(tx, { id, version, figure: totalOf }, call)
    }
  })
  await world.as('programme@unodc.un.example', async (tx, call) => {
    for (const [code, row] of Object.entries(ATTENDED)) {
      const id = await idOf(tx, code)
      const { version, attendance } = await readParticulars(tx, { id }, call)
      if (attendance?.rows.length === 0) await saveAttendance(tx, { id, version, rows: [row] }, call)
    }
  })
}

const idOf = async (tx: Tx, code: string): Promise<string> =>
  (await tx.selectFrom('activities').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
