import type { Module } from '../platform/module.ts'

/** All that Concord can do, in the order in which its parts may build on each other. */
export const modules: readonly Module[] = []
