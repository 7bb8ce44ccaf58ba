import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { namesOnAxis } from '../../programmes/index.ts'
import type * as contract from '../contract.ts'
import type { Cell, GapLine, Gaps, Narrowing } from '../contract.ts'
import { byUrgency, coveredBy, type Figures, NOTHING, reasonsOf, sinceOf, VERDICTS, verdictOf } from '../rules.ts'
import { type Needed, needsOf } from './needs.ts'
import { type Counted, type Days, leadersIn, regionsNamed, type Work, workOn } from './work.ts'

/** The cell of a theme in a State; the State by id. */
type Found = Cell
/** One that is still being counted. */
type Open = Figures & { state: string; theme: string }
/** `needed` counts each need once, where a cell counts it in each of its themes. */
type Everything = {
  cells: Found[]
  /** Of all verdicts, whichever were asked for. */
  counts: Gaps['counts']
  needed: Needed[]
  coverage: Gaps['coverage']
  days: Days
}

const daysOf = ({ at }: Pick<Call, 'at'>, ended: number): Days => {
  const today = at.toISOString().slice(0, 10)
  return { today, since: sinceOf(today, ended) }
}

/** What narrows further what is counted, on either side: of rows `recommendations r` and `presence p`. */
export type Also = { needs: RawBuilder<unknown>; work: RawBuilder<unknown> }
const ALL: Also = { needs: sql`true`, work: sql`true` }

/** All cells in which the viewer sees an open need, against all work that the viewer sees. */
export async function gapsAmong(tx: Tx, by: Narrowing, call: Call, also: Also = ALL): Promise<Everything> {
  const days = daysOf(call, by.ended)
  const needed = await needsOf(tx, by, also.needs)
  const states = [...new Set(needed.map(({ state }) => state))]
  const themes = [...new Set(needed.flatMap((one) => one.themes))]
  const work = await workOn(tx, { states, themes }, days, also.work)
  const { verdicts, fits } = by
  const cells = cellsOf(needed, work, coverageOf(work, await regionsNamed(tx))).filter(
    ({ ourTheme, ourState }) => !fits || (fits.includes('theme') && ourTheme) || (fits.includes('state') && ourState),
  )
  return {
    cells: verdicts ? cells.filter(({ verdict }) => verdicts.includes(verdict)) : cells,
    counts: countsOf(cells),
    needed,
    coverage: {
      needs: needed.reduce((sum, { needs }) => sum + needs, 0),
      records: work.records,
      asOf: call.at.toISOString(),
    },
    days,
  }
}

/** Which States each set of regions covers that work names instead of a State. */
function coverageOf({ inRegions }: Work, regions: Awaited<ReturnType<typeof regionsNamed>>) {
  const sets = new Map<string, ReadonlySet<string>>()
  for (const { regions: named } of inRegions)
    if (!sets.has(named.join())) sets.set(named.join(), coveredBy(named, regions))
  return (named: readonly string[]): ReadonlySet<string> => sets.get(named.join())!
}

function cellsOf(needed: readonly Needed[], work: Work, covers: ReturnType<typeof coverageOf>): Found[] {
  // Tens of thousands of sums: by State and then by theme, and each figure by its name.
  const onTheme = new Map<string, Map<string, Open>>()
  for (const { state, themes, needs, prioritised } of needed)
    for (const theme of themes) {
      const inStates = onTheme.get(theme) ?? new Map<string, Open>()
      onTheme.set(theme, inStates)
      const cell = inStates.get(state) ?? { ...NOTHING, state, theme }
      inStates.set(state, cell)
      cell.needs += needs
      cell.prioritised += prioritised
    }
  for (const counted of work.inStates) {
    const cell = onTheme.get(counted.theme)?.get(counted.state)
    if (!cell) continue
    addTo(cell, counted)
    cell.leads = counted.leads
  }
  for (const counted of work.inRegions) {
    const covered = covers(counted.regions)
    for (const [state, cell] of onTheme.get(counted.theme) ?? []) {
      if (!covered.has(state)) continue
      addTo(cell, counted)
      cell.wide += counted.underWay + counted.planned
    }
  }
  return [...onTheme.values()].flatMap((inStates) =>
    [...inStates.values()].map((cell) => ({
      ...cell,
      verdict: verdictOf(cell)!,
      ourTheme: work.ourThemes.has(cell.theme),
      ourState: work.ourStates.has(cell.state),
    })),
  )
}

function addTo(cell: Figures, counted: Counted): void {
  cell.underWay += counted.underWay
  cell.planned += counted.planned
  cell.ended += counted.ended
  cell.programmes += counted.programmes
  cell.funded += counted.funded
}

const countsOf = (cells: readonly Found[]): Gaps['counts'] =>
  Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, cells.filter((cell) => cell.verdict === verdict).length]),
  ) as Gaps['counts']

export async function readGaps(tx: Tx, input: z.output<typeof contract.readGaps.input>, call: Call): Promise<Gaps> {
  const { cells, counts, needed, coverage } = await gapsAmong(tx, input, call)
  const shown = new Map<string, Set<string>>()
  for (const { state, theme } of cells) shown.set(state, (shown.get(state) ?? new Set()).add(theme))
  const [inState, onTheme] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, key: string, n: number) => to.set(key, (to.get(key) ?? 0) + n)
  for (const { state, themes, needs } of needed)
    if (themes.some((theme) => shown.get(state)?.has(theme))) add(inState, state, needs)
  for (const { theme, needs } of cells) add(onTheme, theme, needs)
  const states = await namesOnAxis(tx, 'state', [...inState.keys()], call.language)
  const themes = await namesOnAxis(tx, 'theme', [...onTheme.keys()], call.language)
  const codes = new Map(states.map(({ key, id }) => [key, id]))
  return {
    states: states.map(({ key, id, name }) => ({ code: id, name, needs: inState.get(key)! })),
    themes: themes.map(({ key, id, name }) => ({ code: id, name, needs: onTheme.get(key)! })),
    cells: cells.map((cell) => ({ ...cell, state: codes.get(cell.state)! })),
    counts,
    coverage,
  }
}

export async function listGaps(
  tx: Tx,
  { page, size, ...by }: z.output<typeof contract.listGaps.input>,
  call: Call,
): Promise<z.output<typeof contract.listGaps.output>> {
  const { cells, counts, coverage, days } = await gapsAmong(tx, by, call)
  const shown = inOrder(cells).slice((page - 1) * size, page * size)
  return { items: await linesOf(tx, shown, days, call), total: cells.length, counts, coverage }
}

/** The most urgent first; what is as urgent, in a fixed order. */
export const inOrder = (cells: readonly Found[]): Found[] =>
  cells.toSorted((a, b) => byUrgency(a, b) || inTurn(a.state, b.state) || inTurn(a.theme, b.theme))
const inTurn = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** These cells with their reasons and who answers them. */
export async function linesOf(
  tx: Tx,
  cells: readonly Found[],
  days: Days,
  { language }: Pick<Call, 'language'>,
): Promise<GapLine[]> {
  const leaders = await leadersIn(tx, cells, days)
  const names = await organisationRefs(
    tx,
    [...cells.map(({ state }) => state), ...[...leaders.values()].flatMap((who) => [...who])],
    language,
  )
  return cells.map((cell) => ({
    ...cell,
    state: names.get(cell.state)!,
    reasons: reasonsOf(cell),
    who: [...leaders.get(`${cell.state} ${cell.theme}`)!]
      .map((id) => names.get(id)!)
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  }))
}
