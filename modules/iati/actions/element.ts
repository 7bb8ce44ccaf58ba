import { LANGUAGES, type Language } from '../../../platform/text.ts'
import { type IatiActivity, NAMESPACE, type Organisation, REGIONS, THEMES, type Words } from '../kinds.ts'

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
    ...of.related.map(({ ref, type }) => element('related-activity', { ref, type })),
    element('concord:content', {}, content(JSON.stringify(of.own))),
  )}\n`
}
