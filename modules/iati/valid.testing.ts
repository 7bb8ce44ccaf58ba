import { existsSync, readFileSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'

/** An activity as another library reads it. */
export type Parsed = Record<string, unknown>

const LISTS = [
  'iati-activity',
  'narrative',
  'description',
  'participating-org',
  'activity-date',
  'recipient-country',
  'recipient-region',
  'location',
  'sector',
  'tag',
  'related-activity',
  'other-identifier',
  'result',
  'indicator',
  'period',
  'target',
  'actual',
  'dimension',
]
const parser = new XMLParser({
  ...{
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
  },
  isArray: (name) => LISTS.includes(name),
})
export const activitiesIn = (xml: string): Parsed[] => parser.parse(xml)['iati-activities']['iati-activity']

type Node = Record<string, string>
const list = (of: Parsed, name: string): Node[] => (of[name] as Node[] | undefined) ?? []
const sum = (of: Node[]) => Math.round(of.reduce((all, one) => all + Number(one['@percentage'] ?? 100), 0) * 100) / 100

/** The rules of the IATI standard ruleset 2.03 that a file without money can break, by number. */
export function brokenRules(of: Parsed, today: string): string[] {
  const broken: string[] = []
  const must = (rule: string, holds: boolean) => void (holds || broken.push(rule))
  const identifier = of['iati-identifier'] as string
  const reporting = of['reporting-org'] as Node
  const dates = new Map(list(of, 'activity-date').map((date) => [date['@type'], date['@iso-date']!]))
  must('1.1.3', identifier !== reporting['@ref'])
  must('1.3.13', !/[/&|?]/.test(identifier))
  must('1.3.1', identifier === identifier.trim())
  must('1.14.13', !/[/&|?]/.test(reporting['@ref']!))
  must('6.11.1', dates.has('1') || dates.has('2'))
  must('11.1.2', !dates.has('1') || !dates.has('3') || dates.get('1')! <= dates.get('3')!)
  must('11.1.3', !dates.has('2') || !dates.has('4') || dates.get('2')! <= dates.get('4')!)
  must('11.1.4', (dates.get('2') ?? '') <= today)
  must('11.1.5', (dates.get('4') ?? '') <= today)
  const sectors = Map.groupBy(list(of, 'sector'), (sector) => sector['@vocabulary'])
  must('6.2.2', sectors.size > 0)
  must('102.1.1', sectors.has('1'))
  for (const [vocabulary, some] of sectors) {
    must('2.1.1', some.length === 1 || some.every((one) => one['@percentage'] !== undefined))
    must('2.1.2', sum(some) === 100)
    must('2.2.1', vocabulary !== '99' || some.every((one) => one['narrative'] !== undefined))
  }
  const [countries, regions] = [list(of, 'recipient-country'), list(of, 'recipient-region')]
  must('3.7.1', countries.length + regions.length > 0)
  must(
    '3.4.1',
    countries.length + regions.length === 1 ||
      [...countries, ...regions].every((one) => one['@percentage'] !== undefined),
  )
  must('3.4.2', sum([...countries, ...regions]) === 100)
  must(
    '12.1.1',
    [...countries, ...regions].every(
      (one) => Number(one['@percentage'] ?? 100) >= 0 && Number(one['@percentage'] ?? 100) <= 100,
    ),
  )
  must('4.1.1', of['@xml:lang'] !== undefined)
  must('7.8.1', of['@default-currency'] !== undefined)
  must(
    '6.10.1',
    list(of, 'participating-org').every((one) => one['@ref'] !== undefined || one['narrative'] !== undefined),
  )
  must('4.3.1', (of['title'] as { narrative?: unknown[] }).narrative !== undefined)
  must(
    '4.4.1',
    list(of, 'description').every((one) => one['narrative'] !== undefined),
  )
  for (const result of list(of, 'result') as unknown as Parsed[])
    for (const indicator of list(result, 'indicator') as unknown as Parsed[]) {
      must('4.5.1', (indicator['title'] as { narrative?: unknown[] }).narrative !== undefined)
      must('10.1.1', ((indicator['baseline'] as Node | undefined)?.['@value'] ?? '0') !== '')
      for (const period of list(indicator, 'period') as unknown as Parsed[]) {
        const day = (name: string) => (period[name] as Node)['@iso-date']!
        must('11.2.1', day('period-start') <= day('period-end'))
        must(
          '10.2.1',
          [...list(period, 'target'), ...list(period, 'actual')].every((one) => one['@value'] !== ''),
        )
      }
    }
  return broken
}

const FOLDER = `${import.meta.dirname}/../../.data/iati`
/** Folder with the official schemas; null where they are not there. */
export const schemas = (): string | null => (existsSync(`${FOLDER}/iati-activities-schema.xsd`) ? FOLDER : null)

/** What libxml2 says against a file by the official schema. */
export async function schemaErrors(xml: string, folder: string): Promise<string[]> {
  const { validateXML } = await import('xmllint-wasm')
  const of = (fileName: string) => ({ fileName, contents: readFileSync(`${folder}/${fileName}`, 'utf8') })
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'file.xml', contents: xml }],
    schema: [of('iati-activities-schema.xsd')],
    preload: [of('iati-common.xsd'), of('xml.xsd')],
    ...{ initialMemoryPages: 512, maxMemoryPages: 16_384 },
  })
  return valid ? [] : errors.map(({ message }) => message)
}
