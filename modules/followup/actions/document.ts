import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import type { FileAnswer } from '../../../platform/contract.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { documentFile, markingOf } from '../../../platform/documents/file.ts'
import { markOf } from '../../../platform/exports/write.ts'
import { termsIn } from '../../programmes/index.ts'
import { type AssessmentLine, assessed, assessmentLines } from '../../recommendations/index.ts'
import type * as contract from '../contract.ts'
import type { Grouping } from '../rules.ts'
import { firstOf, namedGroups } from './board.ts'
import { followed, tallied } from './followed.ts'
import { clocksPart, groupParts, keepPart, progressPart, standingPart } from './parts.ts'
import { progressOf } from './progress.ts'
import { boardRows } from './rows.ts'
import { runs, seenBy } from './state.ts'
import { type Speaker, speakerFor } from './words.ts'

/** Groups that a document lists, and rows of each; of more it says how many there are. */
const GROUPS = 40
const ROWS = 25
const QUARTERS = 8
/** Assessments whose clocks a document tells, the first to run out first. */
const CLOCKS = 50

type Narrowed = Omit<Asked, 'by' | 'format' | 'language'>
type Asked = z.output<typeof contract.exportBoard.input>
export type Gathered = Awaited<ReturnType<typeof gather>>

/** The board on paper: what the viewer sees and its originator lets be carried away. */
export async function exportBoard(tx: Tx, asked: Asked, called: Call): Promise<FileAnswer> {
  const call = { ...called, language: asked.language ?? called.language }
  const say = speakerFor(call.language)
  const gathered = await gather(tx, asked, call)
  const { mark, records } = gathered
  const document = {
    ...{ title: say.t('title'), kind: say.t('document.kind'), language: call.language, at: call.at.toISOString() },
    ...{ level: mark.level, marking: markingOf(mark, call.language), basis: await basisOf(tx, say, call) },
    blocks: [
      ...(mark.invented
        ? [{ is: 'paragraph' as const, tone: 'warning' as const, words: say.t('document.invented') }]
        : []),
      ...standingPart(gathered, say),
      ...clocksPart(gathered, say),
      ...progressPart(gathered, say),
      ...groupParts(gathered, say),
      ...keepPart(say),
    ],
  }
  return documentFile(asked.format, 'follow-up', document, records)
}

const CARRIED = sql`(r.owner_org is not distinct from viewer_org()
  or not exists (select from records c where c.id = r.id and 'no_export' = any (c.handling)))`

async function gather(tx: Tx, { by, format: _, language: __, ...narrowing }: Asked, call: Call) {
  const rows = followed(narrowing, by, CARRIED)
  const { all, groups } = await tallied(tx, rows)
  const { all: read } = await tallied(tx, followed(narrowing, by))
  const named = await namedGroups(tx, by, groups, call)
  const listed = named.slice(0, GROUPS)
  const first = await firstOf(
    tx,
    rows,
    listed.map(({ kept }) => kept),
    ROWS,
  )
  const records = [...new Set([...first.values()].flat())]
  const byId = new Map((await boardRows(tx, records, call)).map((row) => [row.head.id, row]))
  const clocks = await clocksIn(tx, narrowing, call)
  const { rows: counted } = await sql<{ id: string }>`select id from (${rows}) mine`.execute(tx)
  return {
    ...{ by: by as Grouping, narrowing, all, clocks: clocks.told },
    records: [...records, ...clocks.told.map(({ head }) => head.id)],
    /** Readable, and kept from export by their originators. */
    kept: read.total - all.total + clocks.kept,
    groups: named,
    listed: listed.map((group) => ({
      ...group,
      first: (first.get(group.kept) ?? []).flatMap((id) => byId.get(id) ?? []),
    })),
    sees: await seenBy(tx, records, call),
    progress: await progressOf(tx, narrowing, QUARTERS, call, CARRIED),
    terms: await termsIn(tx, call.language),
    mark: await markOf(tx, [...counted.map(({ id }) => id), ...clocks.told.map(({ head }) => head.id)]),
  }
}

/**
 * Assessments of the States that it is about, with a clock that runs or stands still, and how many of them their originators
 * keep from export; none where it is about something else.
 */
async function clocksIn(
  tx: Tx,
  { states, kinds, ...others }: Narrowed,
  call: Call,
): Promise<{ told: AssessmentLine[]; kept: number }> {
  const isNarrower = Object.values(others).some((value) => value !== undefined && value !== false)
  if (isNarrower || (kinds && !kinds.includes('assessment'))) return { told: [], kept: 0 }
  const lines = await assessmentLines(tx, assessed({ states, types: undefined }), { page: 1, size: CLOCKS }, call)
  const running = lines.filter(({ clocks }) => clocks.some(runs))
  const told = running.filter(({ head }) => head.own || !head.handling.includes('no_export'))
  return { told, kept: running.length - told.length }
}

/** For whom it was made: another may see more, or less. */
async function basisOf(tx: Tx, { t, formats }: Speaker, { viewer, language, at }: Call): Promise<string> {
  const { organisation, name, preview } = viewer
  const ref =
    organisation === null ? undefined : (await organisationRefs(tx, [organisation], language)).get(organisation)
  const who = { name: name ?? '', organisation: ref?.name.text ?? '', date: formats.day(at.toISOString()) }
  return t(preview === null ? 'document.basis' : 'document.previewed', who)
}
