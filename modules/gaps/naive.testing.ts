import type { TestPerson } from '../../platform/testing.ts'
import { type ActivityRow, listActivities, listProgrammes, type ProgrammeRow } from '../programmes/contract.ts'
import { isOffice, lastDayOf } from '../programmes/rules.ts'
import { listRecommendations } from '../recommendations/contract.ts'
import type { Cell } from './contract.ts'
import { coveredBy, NOTHING, type Region, sinceOf, stageOf, verdictOf } from './rules.ts'

/** Day on which the status of all work of the random worlds was true. */
export const STATUS_ON = '2021-01-29'

/** The cells by another way: over the lists that the same person gets, record by record. */
export async function cellsByHand(
  person: TestPerson,
  code: string,
  regions: ReadonlyMap<string, Region>,
  today: string,
): Promise<Cell[]> {
  const since = sinceOf(today, 24)
  const needs = (await person.call(listRecommendations, { kinds: ['assessment'], size: 200 })).items.filter(
    ({ need, form, status }) =>
      need !== null && (form === 'need' || !['implemented', 'closed', 'withdrawn'].includes(status!)),
  )
  const programmes = (await person.call(listProgrammes, { size: 200 })).items
  const activities = (await person.call(listActivities, { size: 200, aggregates: false })).items
  const work = [...programmes.filter(({ type }) => !isOffice(type)), ...activities].flatMap((row) => {
    const isProgramme = 'funders' in row
    const stage = stageOf({ status: row.status, ...daysOf(row, isProgramme) }, today, since)
    return stage === null ? [] : [{ row, stage, isProgramme, isFunded: isProgramme && row.funders.length > 0 }]
  })
  const ours = work.filter(({ row }) => [...row.leads, ...row.partners].some((who) => who.code === code))
  const keys = new Set(needs.flatMap(({ states, themes }) => themes.map((theme) => `${states[0]!.code} ${theme}`)))
  return [...keys].toSorted().map((key) => {
    const [state, theme] = key.split(' ') as [string, string]
    const here = needs.filter((one) => one.states[0]!.code === state && one.themes.includes(theme))
    const isIn = (row: Row) => row.states.some((one) => one.code === state)
    const answers = work.filter(
      ({ row }) =>
        row.themes.includes(theme) &&
        (isIn(row) || (row.states.length === 0 && coveredBy(row.regions, regions).has(state))),
    )
    const count = (which: (answer: (typeof answers)[number]) => boolean) => answers.filter(which).length
    const leads = answers
      .filter(({ row, stage }) => stage === 'under_way' && isIn(row))
      .flatMap(({ row }) => row.leads.map((who) => who.code))
    const figures = {
      ...NOTHING,
      needs: here.length,
      prioritised: here.filter(({ need }) => need === 'prioritised').length,
      underWay: count(({ stage }) => stage === 'under_way'),
      planned: count(({ stage }) => stage === 'planned'),
      ended: count(({ stage }) => stage === 'ended'),
      wide: count(({ row, stage }) => stage !== 'ended' && !isIn(row)),
      leads: new Set(leads.filter((who) => who !== state)).size,
      programmes: count(({ stage, isProgramme }) => stage !== 'ended' && isProgramme),
      funded: count(({ stage, isFunded }) => stage !== 'ended' && isFunded),
    }
    return {
      ...{ state, theme, ...figures, verdict: verdictOf(figures)! },
      ourTheme: ours.some(({ row }) => row.themes.includes(theme)),
      ourState: ours.some(({ row }) => isIn(row)),
    }
  })
}

type Row = ProgrammeRow | ActivityRow

/** First and last day on which it may be under way, as the register understands what it says. */
function daysOf({ start, end, status }: Row, isProgramme: boolean): { starts: string; ends: string } {
  const isPlanned = status === 'planned' || status === 'proposed'
  const starts = start?.date ?? (isPlanned ? STATUS_ON : '-infinity')
  if (end) return { starts, ends: lastDayOf(end) }
  if (!isProgramme && status !== 'ongoing') return { starts, ends: lastDayOf(start!) }
  if (status !== 'completed') return { starts, ends: 'infinity' }
  return { starts, ends: start && start.date > STATUS_ON ? start.date : STATUS_ON }
}
