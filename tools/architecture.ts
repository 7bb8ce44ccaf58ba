import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Rule = { name: string; from: RegExp; may?: RegExp; never?: RegExp }

/** The architecture as rules: files that match `from` may import only what matches `may`, and nothing that matches `never`. */
export const RULES: readonly Rule[] = [
  // Packages that are tables or parsers without input or output.
  { name: 'engines are pure', from: /^engines\//, may: /^engines\/|^(?:any-ascii|saxes)$/ },
  // Contracts, and the shapes, limits and rules they are made of: what server and web may both read.
  {
    name: 'contracts are data',
    from: /^(?:modules|platform)\/\w+\/(?:contract(?:\/\w+)?|[a-z]+-contract|fields|kinds|limits|refs)\.ts$/,
    may: /^(?:modules|platform)\/\w+\/(?:contract(?:\/\w+)?|[a-z]+-contract|fields|kinds|limits|refs|rules|roles|decide)\.ts$|^platform\/(?:contract|text)\.ts$|^zod$/,
  },
  {
    name: 'rules are pure',
    from: /^modules\/\w+\/rules\b/,
    may: /^engines\/|^modules\/\w+\/(?:rules|contract|fields)\b|^platform\/(?:problem|text|contract)\.ts$|^zod$/,
  },
  {
    name: 'the web asks through contracts',
    from: /^(?:modules\/\w+\/web|platform\/ui|platform\/\w+\/web|apps\/web)\/(?!build\/)/,
    may: /^(?:modules|platform)\/\w+\/(?:web|locales|contract|[a-z]+-contract|fields|kinds|limits|refs|rules|roles|decide)\b|^platform\/(?:ui|contract|text|problem|locales)\b|^apps\/web\/|^(?:react|@tanstack\/|@fontsource|@internationalized\/|@simplewebauthn\/browser$|wouter|diff$|qrcode|d3-geo$|topojson-|world-atlas\/|geojson$|zod$|virtual:texts)/,
  },
  { name: 'platform knows no module', from: /^platform\//, never: /^(modules|apps|tools|e2e)\// },
  { name: 'modules know no app', from: /^modules\//, never: /^(apps|tools|e2e)\// },
  {
    name: 'modules meet at the front door',
    from: /^modules\/(\w+)\//,
    never:
      /^modules\/(?!SELF\/|\w+\/(index|rules|fields|contract(\/\w+)?)\.ts$|\w+\/web\/(pages|panels|hrefs|organisation-search|narrowing|view|marks|terms|coverage|amount-field|audience-fields)\.tsx?$)/,
  },
  {
    name: 'only http knows fastify',
    from: /^(?!platform\/(http|call)\.ts$|platform\/testing\.ts$|apps\/server\/|platform\/access\/)/,
    never: /^@?fastify/,
  },
  { name: 'only config reads the environment', from: /^(?!platform\/config)/, never: /^node:process$/ },
]

/** Every import of every source file: a path from the root, or a package name. Relative imports name their file in full. */
export function imports(root: string): { from: string; to: string }[] {
  return globSync('{engines,platform,modules,apps}/**/*.{ts,tsx}', { cwd: root }).flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8')
    return [
      ...text.matchAll(/^(?:import|export)\s(?:[\w\s{},*$]+\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm),
    ].map((m) => {
      const to = (m[1] ?? m[2])!
      return { from, to: to.startsWith('.') ? join(dirname(from), to) : to }
    })
  })
}

export function violations(all: readonly { from: string; to: string }[]): string[] {
  return all
    .filter(({ from }) => !/\.test\.tsx?$/.test(from) && !/(^|\/)testing/.test(from))
    .flatMap(({ from, to }) =>
      RULES.filter((rule) => {
        const self = rule.from.exec(from)
        if (!self) return false
        const never = rule.never && new RegExp(rule.never.source.replace('SELF', self[1] ?? ''))
        return (rule.may && !rule.may.test(to)) || never?.test(to)
      }).map((rule) => `${rule.name}: ${from} imports ${to}`),
    )
}

/** Folders whose name says nothing about what lies in them. */
export const NAMELESS = /(^|\/)(utils|helpers|common|shared|lib|types|misc|core|services)\//
