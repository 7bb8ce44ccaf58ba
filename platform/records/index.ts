import type { Module } from '../module.ts'
import { texts } from './locales/index.ts'

/** Who may see a record, why and until when. */
export const records: Module = {
  name: 'records',
  routes: [],
  permissions: {
    'records:share': ['officer', 'focal_point', 'chair', 'donor'],
    'records:break-glass': ['secretariat'],
  },
  texts,
}
