import { readFile } from 'node:fs/promises'
import type {
  NamedRegion,
  Organisation,
  Pillar,
  Region,
  State,
  Theme,
  Vocabularies,
  WorkingGroup,
} from '../../../data/shapes.ts'

/** The reference data that comes with the program; data/README.md names its sources. */
export type ReferenceFiles = {
  states: readonly State[]
  regions: readonly Region[]
  'regions-named': readonly NamedRegion[]
  entities: readonly Organisation[]
  organisations: readonly Organisation[]
  pillars: readonly Pillar[]
  themes: readonly Theme[]
  'working-groups': readonly WorkingGroup[]
  vocabularies: Vocabularies
}

const FILES = [
  'states',
  'regions',
  'regions-named',
  'entities',
  'organisations',
  'pillars',
  'themes',
  'working-groups',
  'vocabularies',
] as const satisfies readonly (keyof ReferenceFiles)[]

/** Texts of the files by name. */
export async function readReference(): Promise<ReadonlyMap<string, string>> {
  const folder = new URL('../../../data/reference/', import.meta.url)
  const texts = await Promise.all(FILES.map((file) => readFile(new URL(`${file}.json`, folder), 'utf8')))
  return new Map(FILES.map((file, i) => [file, texts[i]!]))
}

export const parseReference = (texts: ReadonlyMap<string, string>): ReferenceFiles =>
  Object.fromEntries([...texts].map(([file, text]) => [file, JSON.parse(text)])) as ReferenceFiles
