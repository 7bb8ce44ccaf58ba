import { LANGUAGES, type Language, type Written } from '../../../platform/text.ts'
import { lastDayOf } from '../../programmes/rules.ts'
import type { Chain } from '../../results/contract.ts'
import { AGES, DIMENSIONS, DISABILITIES, type Dimension } from '../../results/rules.ts'
import type { IatiActivity, IatiIndicator, IatiPeriod, IatiResult, Words } from '../kinds.ts'

type Indicator = Chain[number]['indicators'][number]
type Measurement = Indicator['measurements'][number]
type Known = NonNullable<Indicator['targetOn']>
type Span = { start: string; end: string }

/** IATI wants a year and a period where nobody says one: those of the activity. */
const spanOfActivity = (dates: IatiActivity['dates']): Span => {
  const of = (...types: string[]) => types.map((type) => dates.find((date) => date.type === type)?.date).find(Boolean)
  const start = of('2', '1') ?? of('4', '3') ?? '1970-01-01'
  const end = of('4', '3') ?? start
  return { start, end: end < start ? start : end }
}
const spanOf = (date: Known): Span => ({ start: date.date, end: lastDayOf(date) })

/** A chain in the elements of IATI, which know no result without an indicator, no comparator and no unit. */
export function resultsOf(chain: Chain, dates: IatiActivity['dates']): IatiResult[] {
  const whole = spanOfActivity(dates)
  return chain
    .filter(({ indicators }) => indicators.length > 0)
    .map(({ kind, statement, indicators }) => ({
      ...{ type: kind === 'outcome' ? '2' : '1', title: wordsOf(statement) },
      indicators: indicators.map((of) => indicatorOf(of, whole)),
    }))
}

function indicatorOf(of: Indicator, whole: Span): IatiIndicator {
  const { baseline, baselineOn, target, targetOn } = of
  const periods: IatiPeriod[] = []
  const period = ({ start, end }: Span): IatiPeriod => {
    const found = periods.find((one) => one.start === start && one.end === end)
    const one = found ?? { start, end, targets: [], actuals: [] }
    if (!found) periods.push(one)
    return one
  }
  for (const measurement of of.measurements)
    period(spanOf(measurement.measured)).actuals.push(...actualsOf(measurement))
  if (target !== null) period(targetOn ? spanOf(targetOn) : whole).targets.push(String(target))
  return {
    measure: Object.values(of.unit.texts).some((text) => PER_CENT.test(text)) ? '2' : '1',
    isAscending: target === null || target >= (baseline ?? 0),
    ...{ title: wordsOf(of.name), description: of.definition && wordsOf(of.definition) },
    baseline:
      baseline === null
        ? null
        : {
            year: (baselineOn?.date ?? whole.start).slice(0, 4),
            ...{ date: baselineOn?.precision === 'day' ? baselineOn.date : null, value: String(baseline) },
          },
    periods: periods.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : 1)),
  }
}

const PER_CENT = /^\s*(%|٪|per ?cent|pour cent|por ciento|процент\p{L}*|百分比|في المائة|percentage)\s*$/iu

const actualsOf = ({ value, parts, note }: Measurement): IatiPeriod['actuals'] => [
  { value: String(value), dimensions: [], comment: note && wordsOf(note) },
  ...parts.map(({ by, of, value: part }) => ({
    ...{ value: String(part), dimensions: [{ name: by, value: SEX_SAID[of] ?? of }], comment: null },
  })),
]

/** As other publishers name the sexes. */
const SEX_SAID: Readonly<Record<string, string>> = { women: 'female', men: 'male' }
const SEX_MEANT: Readonly<Record<string, string>> = {
  ...{ female: 'women', women: 'women', woman: 'women', girls: 'women' },
  ...{ male: 'men', men: 'men', man: 'men', boys: 'men', other: 'other' },
}

const wordsOf = ({ texts }: Written): Words =>
  Object.fromEntries(LANGUAGES.flatMap((l) => (texts[l]?.trim() ? [[l, texts[l].trim()]] : [])))

const UNITS: Words = {
  ...{ en: 'units', fr: 'unités', es: 'unidades', ru: 'единицы', zh: '单位', ar: 'وحدات' },
}
const PER_CENTS: Words = Object.fromEntries(LANGUAGES.map((l) => [l, '%']))

/**
 * What a file of others says as a chain: impacts become outcomes, other results outputs; what is told in words instead of
 * figures, and parts by what Concord does not know, are left out.
 */
export function chainMeant(results: readonly IatiResult[], language: Language): Chain {
  const written = (texts: Words): Written => ({
    original: texts[language] === undefined ? (LANGUAGES.find((l) => texts[l] !== undefined) ?? language) : language,
    ...{ texts, outdated: [] },
  })
  return results.map(({ type, title, indicators }) => ({
    ...{ kind: type === '2' || type === '3' ? 'outcome' : 'output', parent: null, statement: written(title) },
    indicators: indicators.map((of) => {
      const measurements = of.periods.flatMap((period) => measurementsIn(period, written))
      const targets = of.periods.flatMap((period) => period.targets.map((target) => ({ period, target })))
      const last = targets.findLast(({ target }) => figureIn(target) !== null)
      const baseline = of.baseline && figureIn(of.baseline.value)
      return {
        ...{ name: written(of.title), unit: written(of.measure === '2' ? PER_CENTS : UNITS) },
        ...{ definition: of.description && written(of.description), verification: null },
        dimensions: DIMENSIONS.filter((by) => measurements.some(({ parts }) => parts.some((part) => part.by === by))),
        baseline,
        baselineOn: baseline === null || !of.baseline ? null : dateIn(of.baseline),
        ...{ target: last ? figureIn(last.target) : null, targetOn: last ? dateOf(last.period) : null },
        measurements,
      }
    }),
  }))
}

function measurementsIn(period: IatiPeriod, written: (texts: Words) => Written): Measurement[] {
  const parts = period.actuals.flatMap(({ value, dimensions }) => {
    const [of] = dimensions
    const part = of && dimensions.length === 1 ? partOf(of) : null
    const n = figureIn(value)
    return part && n !== null && n >= 0 ? [{ ...part, value: n }] : []
  })
  return period.actuals
    .filter(({ dimensions }) => dimensions.length === 0)
    .flatMap(({ value, comment }, i) => {
      const n = figureIn(value)
      if (n === null) return []
      // Of two figures for one period nobody says whose the parts are.
      const own = i === 0 ? parts.filter((one, at) => parts.findIndex((other) => isSame(one, other)) === at) : []
      const measured = dateOf(period)
      return [{ measured, value: n, comparator: 'eq' as const, parts: own, note: comment && written(comment) }]
    })
}

type Part = { by: Dimension; of: string }
const isSame = (one: Part, other: Part) => one.by === other.by && one.of === other.of

function partOf({ name, value }: { name: string; value: string }): Part | null {
  const code = value.trim().toLowerCase()
  const sex = SEX_MEANT[code]
  switch (name.trim().toLowerCase()) {
    case 'sex':
    case 'gender':
      return sex === undefined ? null : { by: 'sex', of: sex }
    case 'age':
      return AGES.some((age) => age === code) ? { by: 'age', of: code } : null
    case 'disability':
      return DISABILITIES.some((one) => one === code) ? { by: 'disability', of: code } : null
    default:
      return null
  }
}

function figureIn(text: string): number | null {
  const n = Number(text.trim().replaceAll(',', ''))
  return text.trim() === '' || !Number.isFinite(n) ? null : n
}

/** A period that is a day, a month or a year is known as such; of any other its last day. */
function dateOf({ start, end }: Span): Known {
  for (const precision of ['day', 'month', 'year'] as const) {
    const date = { date: start, precision }
    const isWhole = { day: true, month: start.endsWith('-01'), year: start.endsWith('-01-01') }[precision]
    if (isWhole && lastDayOf(date) === end) return date
  }
  return { date: end, precision: 'day' }
}

const dateIn = ({ year, date }: { year: string; date: string | null }): Known =>
  date === null ? { date: `${year}-01-01`, precision: 'year' } : { date, precision: 'day' }
