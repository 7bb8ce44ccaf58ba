import type { IatiIndicator, IatiPeriod, IatiResult, Words } from '../kinds.ts'
import { type ActivityProblem, isDay, type Node, nullIfEmpty } from './node.ts'

type Reading = {
  words: (of: Node | undefined) => Words
  wrong: (line: number, element: string, code: ActivityProblem) => void
}

const all = (of: Node, name: string) => of.children.filter((child) => child.name === name)
const said = (of: Node | undefined, key: string): string => of?.attributes[key]?.trim() ?? ''

/** A result of an activity, with its indicators, as the file tells it. */
export function resultIn(of: Node, reading: Reading): IatiResult {
  const type = (['1', '2', '3', '9'] as const).find((one) => one === said(of, 'type'))
  if (!type) reading.wrong(of.line, 'result', 'not_a_code')
  return {
    ...{ type: type ?? '9', title: titleOf(of, reading) },
    indicators: all(of, 'indicator').map((one) => indicatorIn(one, reading)),
  }
}

function titleOf(of: Node, { words, wrong }: Reading): Words {
  const title = words(all(of, 'title')[0])
  if (!nullIfEmpty(title)) wrong(of.line, `${of.name}/title`, all(of, 'title').length > 0 ? 'no_language' : 'missing')
  return title
}

function indicatorIn(of: Node, reading: Reading): IatiIndicator {
  const [baseline] = all(of, 'baseline')
  const date = said(baseline, 'iso-date')
  if (baseline && !/^[12]\d{3}$/.test(said(baseline, 'year'))) reading.wrong(baseline.line, 'baseline', 'not_a_date')
  return {
    measure: said(of, 'measure'),
    isAscending: !['0', 'false'].includes(said(of, 'ascending')),
    title: titleOf(of, reading),
    description: nullIfEmpty(reading.words(all(of, 'description')[0])),
    baseline: baseline
      ? { year: said(baseline, 'year'), date: isDay(date) ? date : null, value: said(baseline, 'value') }
      : null,
    periods: all(of, 'period').flatMap((one) => periodIn(one, reading)),
  }
}

function periodIn(of: Node, { words, wrong }: Reading): IatiPeriod[] {
  const [start, end] = (['period-start', 'period-end'] as const).map((name) => said(all(of, name)[0], 'iso-date'))
  if (!isDay(start!) || !isDay(end!) || start! > end!) {
    wrong(of.line, 'period', 'not_a_date')
    return []
  }
  return [
    {
      ...{ start: start!, end: end! },
      // One by dimensions is a part of another.
      targets: all(of, 'target').flatMap((one) => (all(one, 'dimension').length > 0 ? [] : [said(one, 'value')])),
      actuals: all(of, 'actual').map((one) => ({
        value: said(one, 'value'),
        dimensions: all(one, 'dimension').map((by) => ({ name: said(by, 'name'), value: said(by, 'value') })),
        comment: nullIfEmpty(words(all(one, 'comment')[0])),
      })),
    },
  ]
}
