import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { activityRows, programmeRows } from '../../programmes/index.ts'
import { recommendationRows } from '../../recommendations/index.ts'
import type * as contract from '../contract.ts'
import type { AnswerLine, GapRecord, NeedLine } from '../contract.ts'
import { coveredBy, reasonsOf, type Stage } from '../rules.ts'
import { gapsAmong } from './gaps.ts'
import { needIds } from './needs.ts'
import { type Days, regionsNamed, stage, working } from './work.ts'

/** Records of either side that one page shows; how many there are is said beside. */
const SHOWN = 100

export async function showGap(
  tx: Tx,
  { state: code, theme, ended }: z.output<typeof contract.showGap.input>,
  call: Call,
): Promise<GapRecord> {
  const state = await tx
    .selectFrom('states')
    .innerJoin('organisations as o', 'o.id', 'organisation')
    .select('o.id')
    .where('o.code', '=', code)
    .executeTakeFirst()
  const known = await tx.selectFrom('themes').select('code').where('code', '=', theme).executeTakeFirst()
  if (!state || !known) throw notFound()
  const { cells, coverage, days } = await gapsAmong(tx, { states: [code], themes: [theme], ended }, call)
  const [cell] = cells
  const needs = cell ? await recommendationRows(tx, await needIds(tx, code, theme, SHOWN), call) : []
  const work = await workIn(tx, state.id, theme, days)
  return {
    state: (await organisationRefs(tx, [state.id], call.language)).get(state.id)!,
    theme,
    verdict: cell?.verdict ?? null,
    reasons: cell ? reasonsOf(cell) : [],
    needs: { items: needs.map(needOf), total: cell?.needs ?? 0 },
    answers: { items: await answersOf(tx, work.slice(0, SHOWN), call), total: work.length },
    coverage,
  }
}

const needOf = ({
  head,
  title,
  form,
  need,
  priority,
  status,
  originator,
}: Awaited<ReturnType<typeof recommendationRows>>[number]): NeedLine => ({
  ...{ id: head.id, title, form, need: need!, priority, status, originator },
  ...{ level: head.level, invented: head.invented },
})

type Answer = { id: string; kind: AnswerLine['kind']; stage: Stage; wide: boolean }

/** What is done on the theme in the State, or in a region that holds it and without naming a State. */
async function workIn(tx: Tx, state: string, theme: string, days: Days): Promise<Answer[]> {
  const regions = await regionsNamed(tx)
  const { rows } = await sql<Omit<Answer, 'wide'> & { around: string[] | null }>`
    select id, kind, stage, around from (
      select p.record as id, p.kind, ${stage(days)} as stage, case when p.states = '{}' then p.regions end as around, p.ends_on
        from presence p
       where p.themes @> array[${theme}] and (p.states @> array[${state}::uuid] or (p.states = '{}' and p.regions <> '{}')) and ${working(days)}) work
     where stage is not null
     order by array_position(array['under_way', 'planned', 'ended'], stage), around is not null, kind desc, ends_on desc, id`.execute(
    tx,
  )
  return rows
    .filter(({ around }) => around === null || coveredBy(around, regions).has(state))
    .map(({ around, ...answer }) => ({ ...answer, wide: around !== null }))
}

async function answersOf(tx: Tx, work: readonly Answer[], call: Call): Promise<AnswerLine[]> {
  const ids = (kind: Answer['kind']) => work.filter((one) => one.kind === kind).map(({ id }) => id)
  const programmes = new Map((await programmeRows(tx, ids('programme'), call)).map((row) => [row.id, row]))
  const activities = new Map((await activityRows(tx, ids('activity'), call)).map((row) => [row.id, row]))
  return work.map((answer) => {
    const { title, status, leads, start, end, head } = (programmes.get(answer.id) ?? activities.get(answer.id))!
    return {
      ...{ ...answer, title, status, leads, start, end },
      funders: programmes.get(answer.id)?.funders ?? null,
      ...{ level: head.level, invented: head.invented },
    }
  })
}
