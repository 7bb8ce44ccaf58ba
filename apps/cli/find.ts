import type { Module, Route } from '../../platform/module.ts'

/** The route that `words` name: the module, then the endpoint's own words. */
export function findRoute(modules: readonly Module[], words: readonly string[]): Route | undefined {
  const [moduleName, ...verb] = words
  return modules.find((m) => m.name === moduleName)?.routes.find((r) => r.endpoint.cli === verb.join(' '))
}
