import type { Indicator, Measurement, Result } from '../contract.ts'
import type { Dimension } from '../rules.ts'

/** What a person is about to do in a results chain: add, or with `of` change. */
export type Act =
  | { kind: 'outcome' | 'output'; of?: Result }
  | { kind: 'indicator'; result: string; of?: Indicator }
  | { kind: 'measurement'; indicator: string; dimensions: readonly Dimension[]; of?: Measurement }
  | { kind: 'remove'; what: 'result' | 'indicator' | 'measurement'; id: string; name: string }

export type Claim = { record: string; version: number }
