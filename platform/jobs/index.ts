import type { Module } from '../module.ts'
import { cleanUp } from './clean.ts'

/** What keeps the installation itself in order. */
export const jobs: Module = {
  name: 'jobs',
  routes: [],
  permissions: {},
  jobs: [{ name: 'jobs.clean', cron: '25 3 * * *', step: cleanUp }],
  texts: { ar: {}, en: {}, es: {}, fr: {}, ru: {}, zh: {} },
}
