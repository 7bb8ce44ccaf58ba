import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../database.ts'
import { recordLines } from '../records/titles.ts'
import type * as contract from './contract.ts'
import { MOST } from './contract.ts'
import { entriesOf, narrow, pageOf, type Trail } from './trail.ts'

export async function readOwnTrail(
  tx: Tx,
  input: z.output<typeof contract.readOwnTrail.input>,
  { viewer, language }: Call,
) {
  const mine = narrow(tx.selectFrom('audit_events').where('person', '=', viewer.person), input)
  const { lines, ...counted } = await pageOf(tx, mine, input)
  const entries = await entriesOf(tx, lines, language)
  return {
    ...counted,
    items: entries.map(({ entry, line, originator }) => ({ ...entry, records: line.records.length, originator })),
  }
}

export async function readTrail(tx: Tx, input: z.output<typeof contract.readTrail.input>, { language }: Call) {
  let trail = narrow(tx.selectFrom('audit_events'), input)
  if (input.person) trail = trail.where('person', '=', input.person)
  if (input.organisation) trail = trail.where('organisation', '=', input.organisation)
  if (input.kind) trail = trail.where('changed', input.kind === 'calls' ? 'is' : 'is not', null)
  const { lines, ...counted } = await pageOf(tx, trail, input)
  const entries = await entriesOf(tx, lines, language)
  return {
    ...counted,
    items: entries.map(({ entry, line, originator }) => ({
      ...entry,
      records: line.records.length,
      originator,
      number: line.id,
      subject: line.subject,
    })),
  }
}

export async function listReadings(tx: Tx, input: z.output<typeof contract.listReadings.input>, call: Call) {
  let readings = narrow(input.record ? ofRecord(tx, input.record) : ofOurs(tx, call), input)
  if (input.organisation) readings = readings.where('organisation', '=', input.organisation)
  if (input.others) readings = readings.where(sql<boolean>`organisation is distinct from viewer_org()`)
  const { lines, ...counted } = await pageOf(tx, readings, input)
  const entries = await entriesOf(tx, lines, call.language)
  const records = await recordLines(tx, [...new Set(lines.flatMap((l) => l.records))], call.language)
  return {
    ...counted,
    items: entries.map(({ entry, line }) => ({ ...entry, lines: line.records.flatMap((id) => records.get(id) ?? []) })),
  }
}

export async function readReaders(tx: Tx, input: z.output<typeof contract.readReaders.input>, { language }: Call) {
  const { lines, ...counted } = await pageOf(tx, ofRecord(tx, input.record), input)
  const entries = await entriesOf(tx, lines, language)
  return { ...counted, items: entries.map(({ entry }) => entry) }
}

/** Calls that handed out confidential records of the viewer's organisation. Looking at this list is not one of them. */
const ofOurs = (tx: Tx, { viewer }: Call): Trail =>
  tx
    .selectFrom('audit_events')
    .where('originator', '=', viewer.organisation)
    .where('changed', 'is', null)
    .where('action', '<>', 'audit.readings')
    .where('records', '<>', sql<string[]>`'{}'`)

/** The same for one record. Another's record has no readings here, nor has one that does not exist. */
const ofRecord = (tx: Tx, record: string): Trail =>
  tx.selectFrom('audit_events').where(sql<boolean>`id in (select r.id from readings_of(${record}, ${MOST + 1}) r)`)
