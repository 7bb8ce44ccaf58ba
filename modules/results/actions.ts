import type { z } from 'zod'
import type { Call, Tx } from '../../platform/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { recordHead } from '../../platform/records/head.ts'
import { rewrite, type Written } from '../../platform/text.ts'
import { claimWork } from '../programmes/index.ts'
import type { KnownDate } from '../programmes/rules.ts'
import type * as contract from './contract.ts'
import type { Indicator, Measurement, Results } from './contract.ts'
import { CODES, type Dimension, progress } from './rules.ts'

const dated = (date: string | null, precision: string | null): KnownDate | null =>
  date === null ? null : { date, precision: precision as KnownDate['precision'] }

export async function readResults(tx: Tx, { record }: { record: string }, call: Call): Promise<Results> {
  const found = await tx.selectFrom('presence').select('kind').where('record', '=', record).executeTakeFirst()
  if (!found) throw notFound()
  const head = await recordHead(tx, record, call)
  const results = await tx
    .selectFrom('results')
    .select(['id', 'parent', 'kind', 'statement'])
    .where('record', '=', record)
    .orderBy('place')
    .orderBy('id')
    .execute()
  const indicators = await indicatorsOf(tx, record)
  const items = results.map(({ id, parent, kind, statement }) => ({
    ...{ id, parent, kind: kind as 'outcome' | 'output', statement },
    indicators: indicators.get(id) ?? [],
  }))
  const outcomes = items.filter(({ kind }) => kind === 'outcome')
  return {
    record,
    version: head.version,
    mine: head.mine === 'contribute',
    items: [
      ...outcomes.flatMap((outcome) => [outcome, ...items.filter(({ parent }) => parent === outcome.id)]),
      ...items.filter(({ kind, parent }) => kind === 'output' && parent === null),
    ],
  }
}

async function indicatorsOf(tx: Tx, record: string): Promise<Map<string, Indicator[]>> {
  const measured = await tx
    .selectFrom('measurements')
    .select(['id', 'indicator', 'measured_on', 'precision', 'value', 'value_is', 'parts', 'note'])
    .where('record', '=', record)
    .orderBy('measured_on')
    .orderBy('id')
    .execute()
  const rows = await tx
    .selectFrom('indicators')
    .select(['id', 'result', 'name', 'unit', 'definition', 'verification', 'dimensions', 'baseline', 'target'])
    .select(['baseline_on', 'baseline_precision', 'target_on', 'target_precision'])
    .where('record', '=', record)
    .orderBy('place')
    .orderBy('id')
    .execute()
  const all = rows.map((row) => {
    const { id, result, name, unit, definition, verification } = row
    const { baseline, target } = row
    const measurements = measured.filter((one) => one.indicator === id).map(measurementOf)
    const last = measurements.at(-1)
    return {
      ...{ id, result, name, unit, definition, verification, baseline, target, measurements },
      dimensions: row.dimensions as Dimension[],
      baselineOn: dated(row.baseline_on, row.baseline_precision),
      targetOn: dated(row.target_on, row.target_precision),
      progress: last ? progress(baseline, target, last.value) : null,
    }
  })
  return Map.groupBy(all, ({ result }) => result)
}

type MeasurementRow = {
  id: string
  measured_on: string
  precision: string
  value: number
  value_is: string
  parts: { by: string; of: string; value: number }[]
  note: Written | null
}
const measurementOf = (row: MeasurementRow): Measurement => ({
  id: row.id,
  measured: dated(row.measured_on, row.precision)!,
  value: row.value,
  comparator: row.value_is as Measurement['comparator'],
  parts: row.parts as Measurement['parts'],
  note: row.note,
})

/** A results chain is a programme's. */
async function claim(tx: Tx, { record, version }: { record: string; version: number }, call: Call): Promise<void> {
  const current = () => readResults(tx, { record }, call)
  const { kind: of } = await claimWork(tx, { id: record, version, current }, call)
  if (of !== 'programme') throw new Problem('results.programmes_only', 409)
}

const json = (before: Written | null | undefined, after: Written | null): string | null =>
  after === null ? null : JSON.stringify(rewrite(before ?? undefined, after))

export async function saveResult(tx: Tx, input: z.output<typeof contract.saveResult.input>, call: Call) {
  await claim(tx, input, call)
  const { record, id, kind, parent, statement } = input
  if (kind === 'outcome' && parent !== null) throw new Problem('results.outcome_of_none', 409)
  if (id === null) {
    const { place } = await tx
      .selectFrom('results')
      .select(({ fn }) => fn.countAll<number>().as('place'))
      .where('record', '=', record)
      .executeTakeFirstOrThrow()
    if (place >= 200) throw new Problem('results.too_many', 409)
    await tx
      .insertInto('results')
      .values({ record, kind, parent, statement: json(null, statement)!, place })
      .execute()
  } else {
    const before = await tx
      .selectFrom('results')
      .select(['statement', 'kind'])
      .where('id', '=', id)
      .where('record', '=', record)
      .executeTakeFirst()
    if (!before) throw notFound()
    // An outcome with outputs, made an output, would be an output of none that has outputs.
    if (before.kind !== kind) throw new Problem('results.kind_stays', 409)
    await tx
      .updateTable('results')
      .set({ parent, statement: json(before.statement, statement)! })
      .where('id', '=', id)
      .execute()
  }
  return readResults(tx, input, call)
}

export async function saveIndicator(tx: Tx, input: z.output<typeof contract.saveIndicator.input>, call: Call) {
  await claim(tx, input, call)
  const { record, id, result, name, unit, definition, verification } = input
  const { dimensions, baseline, baselineOn, target, targetOn } = input
  const before = id
    ? await tx
        .selectFrom('indicators')
        .select(['name', 'unit', 'definition', 'verification'])
        .where('id', '=', id)
        .where('record', '=', record)
        .executeTakeFirst()
    : null
  if (before === undefined) throw notFound()
  const columns = {
    ...{ result, dimensions, baseline, target },
    name: json(before?.name, name)!,
    unit: json(before?.unit, unit)!,
    definition: json(before?.definition, definition),
    verification: json(before?.verification, verification),
    baseline_on: baselineOn?.date ?? null,
    baseline_precision: baselineOn?.precision ?? null,
    target_on: targetOn?.date ?? null,
    target_precision: targetOn?.precision ?? null,
  }
  if (id) await tx.updateTable('indicators').set(columns).where('id', '=', id).execute()
  else {
    const { place } = await tx
      .selectFrom('indicators')
      .select(({ fn }) => fn.countAll<number>().as('place'))
      .where('result', '=', result)
      .executeTakeFirstOrThrow()
    if (place >= 100) throw new Problem('results.too_many_indicators', 409)
    await tx
      .insertInto('indicators')
      .values({ record, ...columns, place })
      .execute()
  }
  return readResults(tx, input, call)
}

export async function saveMeasurement(tx: Tx, input: z.output<typeof contract.saveMeasurement.input>, call: Call) {
  await claim(tx, input, call)
  const { record, id, indicator, measured, value, comparator, parts, note } = input
  await refuseUnknownParts(tx, parts)
  const before = id
    ? await tx
        .selectFrom('measurements')
        .select('note')
        .where('id', '=', id)
        .where('record', '=', record)
        .executeTakeFirst()
    : null
  if (before === undefined) throw notFound()
  const columns = {
    ...{ indicator, value, value_is: comparator, measured_on: measured.date, precision: measured.precision },
    parts: JSON.stringify(parts),
    note: json(before?.note, note),
  }
  if (id) await tx.updateTable('measurements').set(columns).where('id', '=', id).execute()
  else
    await tx
      .insertInto('measurements')
      .values({ record, ...columns })
      .execute()
  return readResults(tx, input, call)
}

/** Codes of sexes, ages, disability, functions (the list of audiences) and States. */
async function refuseUnknownParts(tx: Tx, parts: Measurement['parts']): Promise<void> {
  const of = (by: string) => parts.filter((part) => part.by === by).map((part) => part.of)
  const functions = await tx
    .selectFrom('vocabulary_terms')
    .select('code')
    .where('vocabulary', '=', 'audiences')
    .execute()
  const states = await tx
    .selectFrom('states')
    .innerJoin('organisations', 'organisations.id', 'states.organisation')
    .select('organisations.code')
    .execute()
  const known = {
    sex: new Set<string>(CODES.sex),
    age: new Set<string>(CODES.age),
    disability: new Set<string>(CODES.disability),
    function: new Set(functions.map(({ code }) => code)),
    state: new Set(states.map(({ code }) => code)),
  }
  const unknown = Object.entries(known).flatMap(([by, codes]) => of(by).filter((code) => !codes.has(code)))
  if (unknown.length > 0) throw new Problem('results.no_such_part', 400, { codes: unknown.join(', ') })
}

const TABLES = { result: 'results', indicator: 'indicators', measurement: 'measurements' } as const

export async function removeResult(tx: Tx, input: z.output<typeof contract.removeResult.input>, call: Call) {
  await claim(tx, input, call)
  const removed = await tx
    .deleteFrom(TABLES[input.what])
    .where('id', '=', input.id)
    .where('record', '=', input.record)
    .returning('id')
    .executeTakeFirst()
  if (!removed) throw notFound()
  return readResults(tx, input, call)
}
