import { type Module, route } from '../../platform/module.ts'
import { comparePair } from './actions/comparing.ts'
import * as deciding from './actions/deciding.ts'
import { listMerges } from './actions/merges.ts'
import { alikeTo, listPairs, readDuplicates } from './actions/suggesting.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

export const duplicates: Module = {
  name: 'duplicates',
  schema: `${import.meta.dirname}/schema`,
  routes: [
    route(contract.listPairs, listPairs),
    route(contract.readDuplicates, readDuplicates),
    route(contract.comparePair, comparePair),
    route(contract.keepApart, deciding.keepApart),
    route(contract.takeBackApart, deciding.takeBackApart),
    route(contract.mergeRecords, deciding.mergeRecords),
    route(contract.listMerges, listMerges),
    route(contract.agreeMerge, deciding.agreeMerge),
    route(contract.endMerge, deciding.endMerge),
  ],
  permissions: {},
  alike: { kinds: ['programmes.programme', 'programmes.activity'], of: alikeTo },
  notices: [
    { topic: 'duplicates.asked', usual: 'daily' },
    { topic: 'duplicates.merged', usual: 'daily' },
    { topic: 'duplicates.declined', usual: 'daily' },
    { topic: 'duplicates.undone', usual: 'daily' },
  ],
  texts,
}
