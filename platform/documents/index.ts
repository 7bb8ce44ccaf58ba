import type { Module } from '../module.ts'
import { texts } from './locales/index.ts'

/** Documents as PDF and Word, of one description: for modules that make them, and the words of what can go wrong. */
export const documents: Module = { name: 'documents', routes: [], permissions: {}, texts }
