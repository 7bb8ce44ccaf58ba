import { LANGUAGES, type Language } from '../../../platform/text.ts'
import {
  type IatiActivity,
  type IatiResult,
  NAMESPACE,
  type Organisation,
  REGIONS,
  SDG_GOALS,
  SDG_TARGETS,
  THEMES,
  type Words,
} from '../kinds.ts'

type Attributes = Readonly<Record<string, string | number | null | undefined>>

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
/** Characters that XML cannot hold. */
const IMPOSSIBLE = /[[\p{Cc}--[\t\n\r]]\uFFFE\uFFFF]/gv
const attribute = (text: string) =>
  text
    .toWellFormed()
    .replace(IMPOSSIBLE, '')
    .replace(/[&<>"\t\n\r]/g, (c) => ENTITIES[c]!)
const content = (text: string) =>
  text
    .toWellFormed()
    .replace(IMPOSSIBLE, '')
    .replace(/[&<>\r]/g, (c) => ENTITIES[c]!)

/** An element; attributes that are null are left out. */
function element(name: string, attributes: Attributes, ...children: string[]): string {
  const said = Object.entries(attributes).map(([key, value]) =>
    value == null ? '' : ` ${key}="${attribute(String(value))}"`,
  )
  const inner = children.join('')
  return inner === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inner}</${name}>`
}

/** One narrative for each language, that of the activity first. */
const narratives = (words: Words, first: Language): string =>
  [first, ...LANGUAGES.filter((language) => language !== first)]
    .map((language) =>
      words[language] ? element('narrative', { 'xml:lang': language }, content(words[language])) : '',
    )
    .join('')

export const FILE_HEAD = (at: Date): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="${at.toISOString().slice(0, 10)}T00:00:00Z" xmlns:concord="${NAMESPACE}">\n`
export const FILE_FOOT = '</iati-activities>\n'

const URIS = { '99': { sector: THEMES, region: REGIONS } } as const

/** An activity in the order of elements that the schema asks for. */
export function activityElement(of: IatiActivity): string {
  const say = (words: Words) => narratives(words, of.language)
  const organisation = ({ ref, type, code }: Organisation) => ({ ref: ref || null, type, 'concord:code': code || null })
  return `${element(
    'iati-activity',
    { 'xml:lang': of.language, hierarchy: of.hierarchy, 'default-currency': 'USD' },
    element('iati-identifier', {}, content(of.identifier)),
    element(
      'reporting-org',
      {
        ref: of.reporting.ref,
        type: of.reporting.type,
        'secondary-reporter': of.isSecondary ? 1 : null,
        'concord:code': of.reporting.code || null,
      },
      say(of.reporting.names),
    ),
    element('title', {}, say(of.title)),
    element(
      'description',
      { type: 1, 'concord:repeats': of.description ? null : 'title' },
      say(of.description ?? of.title),
    ),
    of.targets ? element('description', { type: 3 }, say(of.targets)) : '',
    ...of.participating.map((one) =>
      element('participating-org', { role: one.role, ...organisation(one) }, say(one.names)),
    ),
    of.symbol ? element('other-identifier', { ref: of.symbol, type: 'A1' }) : '',
    element('activity-status', { code: of.status }),
    ...of.dates.map(({ type, date, precision }) =>
      element('activity-date', { type, 'iso-date': date, 'concord:precision': precision === 'day' ? null : precision }),
    ),
    of.scope ? element('activity-scope', { code: of.scope }) : '',
    ...of.countries.map(({ code, percentage }) => element('recipient-country', { code, percentage })),
    ...of.regions.map(({ code, vocabulary, percentage, names }) =>
      element(
        'recipient-region',
        { code, vocabulary, 'vocabulary-uri': vocabulary === '99' ? URIS[99].region : null, percentage },
        say(names ?? {}),
      ),
    ),
    ...of.locations.map((names) => element('location', {}, element('name', {}, say(names)))),
    ...of.sectors.map(({ code, vocabulary, percentage, names }) =>
      element(
        'sector',
        { vocabulary, 'vocabulary-uri': vocabulary === '99' ? URIS[99].sector : null, code, percentage },
        say(names ?? {}),
      ),
    ),
    ...of.tags.map(({ uri, code, names }) =>
      element('tag', { vocabulary: 99, 'vocabulary-uri': uri, code }, say(names)),
    ),
    ...of.sdgs.map((code) => element('tag', { vocabulary: code.includes('.') ? SDG_TARGETS : SDG_GOALS, code })),
    ...of.related.map(({ ref, type }) => element('related-activity', { ref, type })),
    ...of.results.map((result) => resultElement(result, say)),
    element('concord:content', {}, content(JSON.stringify(of.own))),
  )}\n`
}

function resultElement({ type, title, indicators }: IatiResult, say: (words: Words) => string): string {
  return element(
    'result',
    { type },
    element('title', {}, say(title)),
    ...indicators.map(({ measure, isAscending, title: name, description, baseline, periods }) =>
      element(
        'indicator',
        { measure, ascending: isAscending ? 1 : 0 },
        element('title', {}, say(name)),
        description ? element('description', {}, say(description)) : '',
        baseline ? element('baseline', { 'iso-date': baseline.date, year: baseline.year, value: baseline.value }) : '',
        ...periods.map(({ start, end, targets, actuals }) =>
          element(
            'period',
            {},
            element('period-start', { 'iso-date': start }),
            element('period-end', { 'iso-date': end }),
            ...targets.map((value) => element('target', { value })),
            ...actuals.map(({ value, dimensions, comment }) =>
              element(
                'actual',
                { value },
                ...dimensions.map((of) => element('dimension', { name: of.name, value: of.value })),
                comment ? element('comment', {}, say(comment)) : '',
              ),
            ),
          ),
        ),
      ),
    ),
  )
}
