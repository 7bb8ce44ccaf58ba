import type { Tx } from '../database.ts'
import { type Module, route } from '../module.ts'
import * as acting from './actions/acting.ts'
import * as bringing from './actions/bringing.ts'
import * as mappings from './actions/mappings.ts'
import * as naming from './actions/naming.ts'
import * as reading from './actions/reading.ts'
import * as rows from './actions/rows.ts'
import * as row from './contract/rows.ts'
import * as contract from './contract.ts'
import { jobsOf } from './jobs.ts'
import { texts } from './locales/index.ts'

/** What people bring in from their own tables, of the kinds that these modules declare. */
export function importsOf(modules: readonly Module[]): Module {
  const all = modules.flatMap((module) => module.imports ?? [])
  const imports: Module = {
    name: 'imports',
    routes: [
      route(contract.listKinds, (tx, input, call) => reading.listKinds(tx, input, call, all)),
      route(contract.listImports, (tx, input, call) => reading.listImports(tx, input, call, all)),
      route(contract.readImport, (tx, input, call) => reading.readImport(tx, input, call, all)),
      route(contract.uploadTable, (tx, input, call) => bringing.uploadTable(tx, input, call, all)),
      route(contract.mapColumns, (tx, input, call) => bringing.mapColumns(tx, input, call, all)),
      route(contract.listDoubts, (tx, input, call) => naming.listDoubts(tx, input, call, all)),
      route(contract.confirmNames, (tx, input, call) => naming.confirmNames(tx, input, call, all)),
      route(contract.checkImport, (tx, input, call) => acting.checkImport(tx, input, call, all)),
      route(contract.runImport, (tx, input, call) => acting.runImport(tx, input, call, all)),
      route(contract.undoImport, (tx, input, call) => acting.undoImport(tx, input, call, all)),
      route(contract.removeImport, (tx: Tx, input: { id: string }) => acting.removeImport(tx, input)),
      route(row.listRows, (tx, input, call) => rows.listRows(tx, input, call, all, telling)),
      route(row.downloadBadRows, (tx, input, call) => rows.downloadBadRows(tx, input, call, telling)),
      route(contract.listMappings, (tx, input, call) => mappings.listMappings(tx, input, call, all)),
      route(contract.removeMapping, (tx: Tx, input: { id: string }) => mappings.removeMapping(tx, input)),
    ],
    permissions: { 'imports:write': ['officer', 'focal_point', 'chair'] },
    jobs: jobsOf(all, () => telling),
    texts,
  }
  /** Whose words say why a row was refused. */
  const telling = [...modules, imports]
  return imports
}
