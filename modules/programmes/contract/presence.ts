import { z } from 'zod'
import { endpoint, FileAnswer, query } from '../../../platform/contract.ts'
import { Format } from '../../../platform/exports/kinds.ts'
import { Shown } from '../../../platform/text.ts'
import { narrowing, PROGRAMME_STATUSES } from '../fields.ts'

export const AXES = ['entity', 'theme', 'pillar', 'state', 'region'] as const
export const Axis = z.enum(AXES)
export type Axis = z.output<typeof Axis>

const presenceOf = {
  ...narrowing,
  kind: z.enum(['programme', 'activity']).default('programme'),
  rows: Axis.default('entity'),
  columns: Axis.default('theme'),
  statuses: query.list(z.enum(PROGRAMME_STATUSES)).optional(),
}
const twoAxes = <T extends z.ZodType<{ rows: Axis; columns: Axis }>>(input: T): T =>
  input.refine(({ rows, columns }) => rows !== columns, { message: 'field.other', path: ['columns'] })

/** One thing on an axis, with the distinct records in its cells. */
const AxisItem = z.object({ id: z.string(), name: Shown, total: z.number().int() })

/**
 * Distinct records of a cell; `planned` of them have not begun as far as is said. `led`, `joined` and `funded` add up to
 * them and tell the part of the cell's entity, or of those the matrix is narrowed to; null where no entity is meant.
 */
const Cell = z.object({
  row: z.string(),
  column: z.string(),
  count: z.number().int(),
  planned: z.number().int(),
  led: z.number().int().nullable(),
  joined: z.number().int().nullable(),
  funded: z.number().int().nullable(),
})

export const Presence = z.object({
  rows: z.array(AxisItem),
  columns: z.array(AxisItem),
  cells: z.array(Cell),
  /** What the figures cover: only what the reader may read. */
  coverage: z.object({
    records: z.number().int(),
    /** Organisations with one of the roles in them. */
    entities: z.number().int(),
    /** Records that say nothing on an axis and therefore stand in no cell. */
    unplaced: z.number().int(),
    /** Totals that overlap single activities, left out. */
    aggregates: z.number().int(),
    asOf: z.iso.datetime(),
  }),
})
export type Presence = z.output<typeof Presence>

export const readPresence = endpoint({
  method: 'GET',
  path: '/api/programmes/matrix',
  access: 'programmes:read',
  audit: 'programmes.matrix',
  cli: 'matrix',
  summary:
    'Who is present where and on what: distinct records by any two axes, as far as they are shared with the caller',
  inTurn: 'view',
  input: twoAxes(z.object(presenceOf)),
  output: Presence,
})

export const exportPresence = endpoint({
  method: 'GET',
  path: '/api/programmes/matrix/export',
  access: 'programmes:read',
  audit: 'programmes.export_matrix',
  cli: 'matrix export',
  summary: 'The presence matrix as CSV, XLSX or JSON, without what its originator keeps from export',
  inTurn: 'file',
  input: twoAxes(z.object({ ...presenceOf, format: Format.default('csv') })),
  output: FileAnswer,
})
