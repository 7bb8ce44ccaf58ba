import { sql } from 'kysely'
import type { Call, Tx } from '../../database.ts'
import { LANGUAGES, type Language, show, type Written } from '../../text.ts'
import type { Facets } from '../contract.ts'
import type { Matches } from './matches.ts'

/** Values of one facet that are told. */
const MOST_VALUES = 30

/** Ids of the organisations of these codes; a code that nobody has stays and finds nothing. */
export async function idsOf(tx: Tx, originators?: readonly string[], states?: readonly string[]) {
  const codes = [...(originators ?? []), ...(states ?? [])]
  const rows = codes.length
    ? await tx.selectFrom('organisations').select(['id', 'code']).where('code', 'in', codes).execute()
    : []
  const ids = new Map(rows.map(({ id, code }) => [code, id]))
  const inIds = (wanted?: readonly string[]) => wanted?.map((code) => ids.get(code) ?? code)
  return { originators: inIds(originators), states: inIds(states) }
}

type Subject = { kind: string; code: string; names: Written }

/** Names of subjects by `kind:id`, as far as the viewer may know them. */
export async function subjectsOf(
  tx: Tx,
  wanted: readonly { kind: string; id: string }[],
): Promise<Map<string, Subject>> {
  const found = new Map<string, Subject>()
  const idsIn = (...kinds: string[]) => wanted.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  const organisations = idsIn('organisation', 'state')
  if (organisations.length > 0)
    for (const { id, code, kind, names } of await tx
      .selectFrom('organisations')
      .select(['id', 'code', 'kind', 'names'])
      .where('id', 'in', organisations)
      .execute()) {
      const subject = { kind: ['state', 'observer_state'].includes(kind) ? 'state' : 'organisation', code, names }
      found.set(`organisation:${id}`, subject).set(`state:${id}`, subject)
    }
  const groups = idsIn('group')
  if (groups.length > 0)
    for (const { id, code, names } of await tx
      .selectFrom('groups')
      .select(['id', 'code', 'names'])
      .where('id', 'in', groups)
      .execute())
      found.set(`group:${id}`, { kind: 'group', code, names })
  const others = wanted.filter(({ kind }) => !['organisation', 'state', 'group'].includes(kind))
  if (others.length > 0)
    for (const { kind, subject, texts } of await otherNames(tx, others))
      found.set(`${kind}:${subject}`, { kind, code: subject, names: writtenOf(texts) })
  return found
}

async function otherNames(tx: Tx, wanted: readonly { kind: string; id: string }[]) {
  const { rows } = await sql<{ kind: string; subject: string; texts: Partial<Record<Language, string>> }>`
    select kind, subject, jsonb_object_agg(language, said) as texts from searched_names
     where (kind, subject) in (select * from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ id }) => id)}::text[]))
       and language <> 'code' group by kind, subject`.execute(tx)
  return rows
}

function writtenOf(texts: Partial<Record<Language, string>>): Written {
  const original = texts.en === undefined ? LANGUAGES.find((language) => texts[language] !== undefined)! : 'en'
  return { original, texts, outdated: [] }
}

export async function describeFacets(tx: Tx, counts: Matches['facets'], { language }: Call): Promise<Facets> {
  const of = (facet: Matches['facets'][number]['facet']) =>
    counts.filter((one) => one.facet === facet).slice(0, MOST_VALUES)
  const subjects = await subjectsOf(tx, [
    ...of('originator').map(({ value }) => ({ kind: 'organisation', id: value })),
    ...[...of('state'), ...of('theme')].map(({ facet, value }) => ({ kind: facet, id: value })),
  ])
  const named = (facet: 'originator' | 'state' | 'theme') =>
    of(facet).flatMap(({ value, n }) => {
      const subject = subjects.get(`${facet === 'originator' ? 'organisation' : facet}:${value}`)
      return subject ? [{ code: subject.code, name: show(subject.names, language), count: n }] : []
    })
  return {
    kinds: of('kind').map(({ value, n }) => ({ kind: value, count: n })),
    originators: named('originator'),
    states: named('state'),
    themes: named('theme'),
    years: of('year')
      .map(({ value, n }) => ({ year: Number(value), count: n }))
      .sort((a, b) => b.year - a.year),
  }
}
