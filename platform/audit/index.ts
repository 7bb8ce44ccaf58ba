import type { Module } from '../module.ts'
import { texts } from './locales/index.ts'

/** What happened to whose data. */
export const audit: Module = {
  name: 'audit',
  routes: [],
  permissions: {
    'audit:own': ['officer', 'focal_point', 'chair', 'donor', 'org_admin', 'secretariat'],
    'audit:read': ['auditor'],
  },
  texts,
}
