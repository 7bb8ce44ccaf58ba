import { type Module, route } from '../module.ts'
import * as contract from './contract.ts'
import { texts } from './locales/index.ts'
import { openapi } from './openapi.ts'

/** The module that tells what all the others may be asked. */
export function referenceOf(modules: readonly Module[], version: string): Module {
  const reference: Module = {
    name: 'reference',
    routes: [route(contract.openapi, async () => document())],
    permissions: {},
    texts,
  }
  const all = [...modules, reference]
  let made: Record<string, unknown> | undefined
  const document = () => {
    made ??= openapi(all, version)
    return made
  }
  return reference
}
