import type { Module } from '../../platform/module.ts'
import { preparedDatabase, testPlatformOn } from '../../platform/testing.ts'
import { loadReference } from './index.ts'

/** A database with the reference data: States, entities, groups and taxonomies. */
export const referenceDatabase = (): Promise<string> => preparedDatabase('reference', loadReference)

/** A platform with the reference data. */
export const referencePlatform = async (...modules: Module[]) => testPlatformOn(await referenceDatabase(), ...modules)
