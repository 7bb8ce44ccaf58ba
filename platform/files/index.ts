import { type Module, route } from '../module.ts'
import * as actions from './actions.ts'
import { cleanFiles } from './clean.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'

/** Files that belong to records. */
export const files: Module = {
  name: 'files',
  routes: [
    route(contract.listAttachments, actions.listAttachments),
    route(contract.attachFile, actions.attachFile),
    route(contract.downloadFile, actions.downloadFile),
    route(contract.removeAttachment, actions.removeAttachment),
  ],
  permissions: {},
  jobs: [{ name: 'files.clean', cron: '45 3 * * *', step: cleanFiles }],
  // A file is never changed: another takes its place.
  history: [
    {
      table: 'files',
      writes: 'records:share',
      fields: ['part', 'name', 'type', 'size', 'hash', 'key', 'stored_at', 'stored_by'].map((column) => ({
        column,
        label: 'files.name',
        as: 'hidden' as const,
      })),
    },
  ],
  texts,
}
