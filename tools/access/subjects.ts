import { modules as registered } from '../../apps/modules.ts'
import type { Module } from '../../platform/module.ts'

const later: Module = { name: 'records', routes: [], permissions: { 'records:share': ['officer', 'focal_point', 'chair', 'donor'], 'audit:read': ['auditor'] }, texts: registered[1]!.texts }
export const modules = registered.some((m) => m.name === 'records') ? registered : [later, ...registered]
