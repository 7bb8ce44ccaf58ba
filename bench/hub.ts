import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { TERMS_VERSION } from '../platform/access/terms.ts'
import { openAudit } from '../platform/audit/key.ts'
import { openDatabase } from '../platform/database.ts'
import { setLogQuiet } from '../platform/log.ts'
import { checkFill } from './hub/check.ts'
import { checkConsents } from './hub/check-consents.ts'
import { fill, sizeOf } from './hub/fill.ts'
import { openInstallation } from './hub/installation.ts'
import { measure } from './hub/measure.ts'
import { measureRevocations } from './hub/revoke.ts'

// `npm run bench -- hub`: what a full hub costs, at three sizes, asked by one who reads a fifth of it and by 32 at a time,
// beside the same SQL as the owner of the database behind an empty HTTP route. `--size 10` for one size in per cent,
// `--seconds 2` for less of each, `--only matrix,map` for some of it, `--seed 2` for other rows. What takes longer than a second
// is asked fewer times, which the table says.

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    size: { type: 'string', default: '10,100,200' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
  },
})
setLogQuiet()
const installation = await openInstallation()
const db = openDatabase(installation.postgres.serverUrl, { connections: 2 })
const entry = { terms: TERMS_VERSION, auditKey: openAudit({ key: installation.keys.audit }) }
try {
  let before: ReturnType<typeof sizeOf> | undefined
  for (const percent of values.size.split(',').map(Number)) {
    const size = sizeOf(percent)
    const begun = performance.now()
    await fill(installation.postgres.superuserUrl, installation.keys.sessions, size, before, Number(values.seed))
    const seconds = (performance.now() - begun) / 1000
    before = size
    const checked = (await checkFill(installation.owner, db, entry, 60)) + (await checkConsents(installation.owner, 40))
    console.log(
      `\n## ${percent} %: ${Object.entries(size)
        .map(([name, n]) => `${n.toLocaleString('en')} ${name}`)
        .join(', ')}\n`,
    )
    console.log(
      `Filled in ${seconds.toFixed(0)} s; ${checked} records made again by actions and triggers are what was filled.`,
    )
    const options = { milliseconds: Number(values.seconds) * 1000, only: values.only.split(',').filter(Boolean) }
    await measure(installation, db, entry, size, options)
    if (options.only.length === 0 || options.only.includes('revoke'))
      await measureRevocations(installation.owner, db, entry)
  }
  console.log(`\n${cpus().length} × ${cpus()[0]?.model}; load ${loadavg()[0]!.toFixed(1)}`)
} finally {
  await db.destroy()
  await installation.close()
}
