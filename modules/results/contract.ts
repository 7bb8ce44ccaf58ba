import { z } from 'zod'
import { endpoint } from '../../platform/contract.ts'
import { Written } from '../../platform/text.ts'
import { COMPARATORS, KnownDate } from '../programmes/fields.ts'
import { DIMENSIONS, overflowing } from './rules.ts'

const written = (longest: number) =>
  Written.superRefine(({ original, texts }, check) => {
    if (!texts[original]?.trim()) check.addIssue({ code: 'custom', message: 'field.original' })
    for (const text of Object.values(texts))
      if (text.length > longest) check.addIssue({ code: 'too_big', origin: 'string', maximum: longest, input: text })
  })
const figure = z.number().min(-1e12).max(1e12)

const measurement = {
  measured: KnownDate,
  value: figure,
  comparator: z.enum(COMPARATORS).default('eq'),
  /** Of a whole, by one dimension each: `of` is a code of that. */
  parts: z
    .array(z.object({ by: z.enum(DIMENSIONS), of: z.string().trim().min(1).max(40), value: figure.min(0) }))
    .max(300)
    .default([]),
  note: written(1000).nullable().default(null),
}
const indicator = {
  name: written(300),
  /** What is counted: people, per cent. */
  unit: written(60),
  definition: written(1000).nullable().default(null),
  /** Where the figure is from. */
  verification: written(500).nullable().default(null),
  /** By what its figures are to be disaggregated. */
  dimensions: z
    .array(z.enum(DIMENSIONS))
    .max(DIMENSIONS.length)
    .refine((all) => new Set(all).size === all.length, { message: 'field.twice' })
    .default([]),
  baseline: figure.nullable().default(null),
  baselineOn: KnownDate.nullable().default(null),
  target: figure.nullable().default(null),
  targetOn: KnownDate.nullable().default(null),
}

export const Measurement = z.object({ ...measurement, id: z.uuid() })
export type Measurement = z.output<typeof Measurement>
export const Indicator = z.object({
  ...indicator,
  id: z.uuid(),
  /** From the earliest to the latest. */
  measurements: z.array(Measurement),
  /** Of the latest measurement: 0 at the baseline, 1 at the target; null where these do not say. */
  progress: z.number().nullable(),
})
export type Indicator = z.output<typeof Indicator>
export const Result = z.object({
  id: z.uuid(),
  kind: z.enum(['outcome', 'output']),
  /** Of an output: the outcome it serves. */
  parent: z.uuid().nullable(),
  statement: Written,
  indicators: z.array(Indicator),
})
export type Result = z.output<typeof Result>
export const Results = z.object({
  record: z.uuid(),
  version: z.number().int(),
  /** The reader may change them, as far as the record goes. */
  mine: z.boolean(),
  /** Outcomes each before its outputs, then outputs of no outcome. */
  items: z.array(Result),
})
export type Results = z.output<typeof Results>

/** A whole chain without ids, as a file holds it; `parent`: place of the outcome in the list. */
export const Chain = z
  .array(
    z.object({
      kind: z.enum(['outcome', 'output']),
      parent: z.number().int().min(0).nullable(),
      statement: written(500),
      indicators: z.array(z.object({ ...indicator, measurements: z.array(z.object(measurement)).max(200) })).max(100),
    }),
  )
  .max(200)
  .refine((all) =>
    all.every(({ kind, parent }) => parent === null || (kind === 'output' && all[parent]?.kind === 'outcome')),
  )
export type Chain = z.output<typeof Chain>

export const readResults = endpoint({
  method: 'GET',
  path: '/api/results/read',
  access: 'programmes:read',
  audit: 'results.read',
  cli: 'show',
  summary: 'The results chain of a programme: outcomes, outputs, indicators and what they reached',
  input: z.object({ record: z.uuid() }),
  output: Results,
})

const claim = { record: z.uuid(), version: z.number().int() }
/** What is to be changed; null: something new. */
const id = z.uuid().nullable().default(null)
const writing = { method: 'POST', access: 'programmes:write', output: Results } as const

export const saveResult = endpoint({
  ...writing,
  path: '/api/results/result',
  audit: 'results.save_result',
  cli: 'save',
  summary: 'Add an outcome or an output to a programme, or change it',
  input: z.object({
    ...claim,
    id,
    kind: z.enum(['outcome', 'output']),
    parent: z.uuid().nullable().default(null),
    statement: written(500),
  }),
})

export const saveIndicator = endpoint({
  ...writing,
  path: '/api/results/indicator',
  audit: 'results.save_indicator',
  cli: 'indicators save',
  summary: 'Add an indicator to a result, or change it',
  input: z.object({ ...claim, id, result: z.uuid(), ...indicator }),
})

export const saveMeasurement = endpoint({
  ...writing,
  path: '/api/results/measurement',
  audit: 'results.save_measurement',
  cli: 'measurements save',
  summary: 'Say what an indicator reached on a date, or correct it',
  input: z
    .object({ ...claim, id, indicator: z.uuid(), ...measurement })
    .superRefine(({ parts, value, comparator }, check) => {
      for (const [n, part] of parts.entries())
        if (parts.findIndex((one) => one.by === part.by && one.of === part.of) < n)
          check.addIssue({ code: 'custom', message: 'field.twice', path: ['parts', n, 'of'] })
      if (comparator === 'eq' && overflowing(parts, value).length > 0)
        check.addIssue({ code: 'custom', message: 'field.parts', path: ['value'] })
    }),
})

export const removeResult = endpoint({
  ...writing,
  path: '/api/results/remove',
  audit: 'results.remove',
  cli: 'remove',
  summary: 'Remove a result, an indicator or a measurement, with all that hangs on it',
  input: z.object({ ...claim, what: z.enum(['result', 'indicator', 'measurement']), id: z.uuid() }),
})
