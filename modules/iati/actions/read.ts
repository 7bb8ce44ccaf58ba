import { SaxesParser } from 'saxes'
import { LANGUAGES, type Language } from '../../../platform/text.ts'
import {
  type IatiActivity,
  NAMESPACE,
  type Organisation,
  type Role,
  SDG_GOALS,
  SDG_TARGETS,
  THEMES,
  type Words,
} from '../kinds.ts'
import { type ActivityProblem, isDay, type Node, nullIfEmpty } from './node.ts'
import { resultIn } from './read-result.ts'

/** What stops the reading of a file, as opposed to one activity of it. */
export type FileProblem = {
  line: number
  code: 'not_xml' | 'doctype' | 'encoding' | 'root' | 'version' | 'too_deep' | 'too_long' | 'too_many'
  words: string
}
export type ReadActivity = {
  line: number
  activity: IatiActivity /** Elements that were not understood. */
  problems: { line: number; element: string; code: ActivityProblem }[]
}

/** Limits on what is read. */
const LIMITS = { depth: 20, activity: 400_000, activities: 20_000, value: 6_000 }

class Stop extends Error {
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/**
 * Reads a file of activities piece by piece; only one activity is held at a time. Entities, document types and other
 * encodings than UTF-8 are refused. Answers what stopped it, or null.
 */
export function readActivities(pieces: Iterable<string>, each: (read: ReadActivity) => void): FileProblem | null {
  const parser = new SaxesParser({ position: true, xmlns: true })
  const stack: Node[] = []
  let [depth, size, count, isRooted] = [0, 0, 0, false]
  const stop = (code: FileProblem['code'], words = ''): never => {
    throw new Stop({ line: parser.line, code, words })
  }
  parser.on('error', (error) => stop('not_xml', error.message.replace(/^[^:]*:\d+:\d+:\s*/, '').slice(0, 200)))
  parser.on('doctype', () => stop('doctype'))
  parser.on(
    'xmldecl',
    ({ encoding }) => encoding && !/^utf-?8$/i.test(encoding) && stop('encoding', encoding.slice(0, 40)),
  )
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (++depth > LIMITS.depth) stop('too_deep')
    if (depth === 1) {
      if (local !== 'iati-activities' || uri !== '') stop('root', local.slice(0, 80))
      const version = attributes['version']?.value ?? ''
      if (!/^2\.0[1-3]$/.test(version)) stop('version', version.slice(0, 20))
      isRooted = true
      return
    }
    if (depth === 2 && local !== 'iati-activity') return
    if (stack.length === 0 && depth > 2) return
    if (depth === 2) {
      size = 0
      if (++count > LIMITS.activities) stop('too_many')
    }
    const known = Object.values(attributes).flatMap((a) => {
      const prefix = a.uri === NAMESPACE ? 'concord:' : a.prefix === 'xml' ? 'xml:' : a.uri === '' ? '' : null
      return prefix === null ? [] : [[prefix + a.local, a.value] as const]
    })
    size += known.reduce((sum, [key, value]) => sum + key.length + value.length, local.length)
    if (size > LIMITS.activity) stop('too_long')
    const name = uri === NAMESPACE ? `concord:${local}` : uri === '' ? local : '#'
    const node: Node = { name, attributes: Object.fromEntries(known), text: '', line: parser.line, children: [] }
    stack.at(-1)?.children.push(node)
    stack.push(node)
  })
  const text = (part: string) => {
    const inside = stack.at(-1)
    if (!inside) return
    size += part.length
    if (size > LIMITS.activity) stop('too_long')
    inside.text += part
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    depth--
    const closed = stack.pop()
    if (closed && stack.length === 0) each(activityOf(closed))
  })
  try {
    for (const piece of pieces) parser.write(piece)
    parser.close()
    if (!isRooted) stop('root')
    return null
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return error.problem
  }
}

/** What an activity says, as far as it is understood; the rest is named. */
function activityOf(node: Node): ReadActivity {
  const problems: ReadActivity['problems'] = []
  const wrong = (line: number, element: string, code: ActivityProblem) => void problems.push({ line, element, code })
  const all = (name: string) => node.children.filter((child) => child.name === name)
  const first = (name: string) => all(name)[0]
  const language = languageOf(node.attributes['xml:lang']) ?? 'en'
  const words = (of: Node | undefined): Words => {
    const said: Words = {}
    for (const narrative of of?.children.filter(({ name }) => name === 'narrative') ?? []) {
      const tag = narrative.attributes['xml:lang']
      const spoken = tag === undefined ? language : languageOf(tag)
      const text = narrative.text.trim()
      if (text.length > LIMITS.value) wrong(narrative.line, of!.name, 'too_long')
      else if (spoken && text !== '') said[spoken] ??= text
    }
    return said
  }
  const required = (name: string): Words => {
    const of = first(name)
    const said = words(of)
    if (Object.keys(said).length === 0) wrong(of?.line ?? node.line, name, of ? 'no_language' : 'missing')
    return said
  }
  const oneOf = <T extends string>(of: Node, key: string, codes: readonly T[]): T | null => {
    const found = codes.find((code) => code === of.attributes[key]?.trim())
    if (!found) wrong(of.line, of.name, 'not_a_code')
    return found ?? null
  }
  const organisation = (of: Node | undefined): Organisation => ({
    ref: of?.attributes['ref']?.trim() ?? '',
    type: of?.attributes['type'] ?? '',
    code: of?.attributes['concord:code'] ?? '',
    names: words(of),
  })
  const share = (of: Node) => {
    const percentage = Number(of.attributes['percentage'] ?? Number.NaN)
    return { code: of.attributes['code']?.trim() ?? '', percentage: Number.isFinite(percentage) ? percentage : null }
  }
  const identifier = first('iati-identifier')?.text.trim() ?? ''
  if (identifier === '' || identifier.length > 300)
    wrong(node.line, 'iati-identifier', identifier ? 'too_long' : 'missing')
  const status = first('activity-status')
  if (!status) wrong(node.line, 'activity-status', 'missing')
  const general = all('description').find((of) => (of.attributes['type'] ?? '1') === '1') ?? first('description')
  const targets = all('description').find((of) => of.attributes['type'] === '3')
  const reporting = first('reporting-org')
  const activity: IatiActivity = {
    identifier,
    hierarchy: node.attributes['hierarchy'] === '2' ? 2 : 1,
    language,
    reporting: organisation(reporting),
    isSecondary: reporting?.attributes['secondary-reporter'] === '1',
    title: required('title'),
    description: general && !general.attributes['concord:repeats'] ? nullIfEmpty(words(general)) : null,
    targets: targets ? nullIfEmpty(words(targets)) : null,
    participating: all('participating-org').flatMap((of) => {
      const role = oneOf<Role>(of, 'role', ['1', '2', '3', '4'])
      return role ? [{ ...organisation(of), role }] : []
    }),
    symbol:
      all('other-identifier')
        .find((of) => of.attributes['type'] === 'A1')
        ?.attributes['ref']?.trim() ?? '',
    status: (status && oneOf(status, 'code', ['1', '2', '3', '4', '5', '6'])) ?? '1',
    dates: all('activity-date').flatMap((of) => {
      const type = oneOf(of, 'type', ['1', '2', '3', '4'])
      const date = of.attributes['iso-date']?.trim() ?? ''
      if (!isDay(date)) wrong(of.line, of.name, 'not_a_date')
      const precision = of.attributes['concord:precision']
      return type && isDay(date)
        ? [{ type, date, precision: precision === 'month' || precision === 'year' ? precision : 'day' }]
        : []
    }),
    scope: null,
    countries: all('recipient-country').map(share),
    regions: all('recipient-region').map((of) => {
      const vocabulary = of.attributes['vocabulary'] ?? '1'
      return {
        ...share(of),
        vocabulary: vocabulary === '2' || vocabulary === '99' ? vocabulary : '1',
        names: words(of),
      }
    }),
    locations: all('location')
      .map((of) => words(of.children.find(({ name }) => name === 'name')))
      .filter((of) => nullIfEmpty(of)),
    // Purposes of the OECD, which a sector means that names no list, and our own themes: 99 is everybody's.
    sectors: all('sector').flatMap((of) => {
      const { vocabulary = '1', 'vocabulary-uri': uri } = of.attributes
      const known = vocabulary === '1' ? '1' : vocabulary === '99' && uri === THEMES ? '99' : null
      return known === null ? [] : [{ ...share(of), vocabulary: known, names: words(of) }]
    }),
    tags: all('tag').map((of) => ({
      uri: of.attributes['vocabulary-uri'] ?? '',
      code: of.attributes['code'] ?? '',
      names: words(of),
    })),
    sdgs: [
      ...all('tag').filter(({ attributes: { vocabulary } }) => vocabulary === SDG_GOALS || vocabulary === SDG_TARGETS),
      ...all('sector').filter(
        ({ attributes: { vocabulary } }) => vocabulary === '7' || vocabulary === '8' || vocabulary === '9',
      ),
      // An indicator, 16.3.1, is of its target.
    ].flatMap(({ attributes }) => attributes['code']?.trim().toLowerCase().split('.').slice(0, 2).join('.') ?? []),
    related: all('related-activity').flatMap(({ attributes }) => {
      const type = (['1', '2', '3'] as const).find((one) => one === attributes['type'])
      return type ? [{ ref: attributes['ref']?.trim() ?? '', type }] : []
    }),
    results: all('result').map((of) => resultIn(of, { words, wrong })),
    own: null,
  }
  const own = first('concord:content')
  try {
    activity.own = own ? JSON.parse(own.text) : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    wrong(own!.line, own!.name, 'not_json')
  }
  return { line: node.line, activity, problems }
}

/** One of the six, by the first part of a tag: fr-CA is French. */
function languageOf(tag: string | undefined): Language | null {
  const known = tag?.trim().toLowerCase().split(/[-_]/)[0]
  return LANGUAGES.find((language) => language === known) ?? null
}
