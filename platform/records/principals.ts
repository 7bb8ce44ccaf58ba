import { sql } from 'kysely'
import { organisationRefs } from '../access/organisations.ts'
import { CIRCLES, type Circle, type PersonRef, type PrincipalKind, type PrincipalRef } from '../access/refs.ts'
import type { Tx } from '../database.ts'
import { type Language, type Shown, show } from '../text.ts'
import { texts } from './locales/index.ts'

export type Named = { kind: PrincipalKind; id: string; role?: string | null }

/** People whose names the viewer may know besides those that row-level security shows. */
export type KnownPeople = ReadonlyMap<string, { name: string; organisation: string | null }>

export const principalKey = ({ kind, id, role }: Named): string => `${kind} ${id} ${role ?? ''}`

/** What these principals are called in `language`, as far as the viewer may know: by `principalKey`. */
export async function principalRefs(
  tx: Tx,
  principals: readonly Named[],
  language: Language,
  known: KnownPeople = new Map(),
): Promise<Map<string, PrincipalRef>> {
  const idsOf = (...kinds: PrincipalKind[]) => principals.filter((p) => kinds.includes(p.kind)).map((p) => p.id)
  const people = await peopleRefs(tx, idsOf('person'), language, known)
  const organisations = await organisationRefs(tx, idsOf('organisation', 'role'), language)
  const groups = await groupNames(tx, idsOf('group'), language)
  const refOf = ({ kind, id, role }: Named): PrincipalRef => {
    if (kind === 'circle') return { kind, id, name: circleName(id, language) }
    if (kind === 'group') return { kind, id, name: null, ...groups.get(id) }
    if (kind === 'person') {
      const { name, organisation } = people.get(id)!
      return { kind, id, name: name === null ? null : plain(name, language), ...(organisation && { organisation }) }
    }
    const of = organisations.get(id)
    return { kind, id, name: of?.name ?? null, ...(of && { code: of.code }), ...(role && { role }) }
  }
  return new Map(principals.map((named) => [principalKey(named), refOf(named)]))
}

/** These people, with names where the viewer may know them. */
export async function peopleRefs(
  tx: Tx,
  ids: readonly string[],
  language: Language,
  known: KnownPeople = new Map(),
): Promise<Map<string, PersonRef>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; organisation: string | null }>`
    select p.id, p.name, (select m.organisation from memberships m where m.person = p.id and m.starts_on <= current_date
                           order by m.starts_on desc, m.id limit 1) as organisation
      from persons p where p.id = any (${wanted}::uuid[])`.execute(tx)
  const all = new Map([...known, ...rows.map(({ id, ...person }) => [id, person] as const)])
  const organisations = await organisationRefs(
    tx,
    wanted.flatMap((id) => all.get(id)?.organisation ?? []),
    language,
  )
  return new Map(
    wanted.map((id) => {
      const { name = null, organisation = null } = all.get(id) ?? {}
      // Of whoever was erased there is no name left.
      return [
        id,
        {
          id,
          name: name === '' ? texts[language].former_user : name,
          organisation: (organisation && organisations.get(organisation)) || null,
        },
      ]
    }),
  )
}

async function groupNames(tx: Tx, ids: readonly string[], language: Language) {
  if (ids.length === 0) return new Map<string, { name: Shown; code: string }>()
  const rows = await tx
    .selectFrom('groups')
    .select(['id', 'code', 'names'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, code, names }) => [id, { code, name: show(names, language) }]))
}

function circleName(id: string, language: Language): Shown | null {
  const circle = (Object.keys(CIRCLES) as Circle[]).find((c) => CIRCLES[c] === id)
  return circle ? plain(texts[language][`circle.${circle}`], language) : null
}

const plain = (text: string, language: Language): Shown => ({ text, language, original: language, outdated: false })
