import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import { CIRCLES } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { type Language, show } from '../../../platform/text.ts'
import type { OrganisationRecord, OrganisationRow } from '../contract.ts'
import * as contract from '../contract.ts'
import { holdsOn } from '../rules.ts'
import { standingsOf } from './memberships.ts'
import { dayOf, formerNames, formOn, foundAs, nameOn, showAny, unOrder } from './names.ts'

type ListInput = z.output<typeof contract.listOrganisations.input>

export async function listOrganisations(tx: Tx, input: ListInput, call: Call) {
  const day = dayOf(input, call)
  const { language } = call
  const { q, kinds = contract.ORGANISATION_KINDS, sort, dir, page, size } = input
  const compact = await compactOn(tx, day)
  let wanted = tx.selectFrom('organisations as o').where('o.kind', 'in', kinds).where('o.merged_into', 'is', null)
  if (q) wanted = wanted.where(foundAs(q))
  if (input.compact) {
    const ids = [...compact]
      .filter(([, s]) => input.compact === 'none' || input.compact === standingWord(s))
      .map(([id]) => id)
    wanted = wanted.where(sql<boolean>`(o.id = any (${ids}::uuid[])) <> ${input.compact === 'none'}`)
  }
  const { total } = await wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const name = nameOn(day)
  const order = sort === 'code' ? sql`o.code` : sort === 'kind' ? sql`o.kind` : unOrder(name)
  const rows = await wanted
    .leftJoin('organisation_details as d', 'd.organisation', 'o.id')
    .select(['o.id', 'o.code', 'o.kind', 'o.joined_on', 'o.left_on', 'd.part_of'])
    .select([name.as('names'), formOn('acronym', day).as('acronym'), unofficialIn(language, day).as('unofficial')])
    .orderBy(order, dir)
    .orderBy(unOrder(name))
    .orderBy('o.code')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const wholes = await organisationRefs(
    tx,
    rows.flatMap((r) => r.part_of ?? []),
    language,
  )
  const items = rows.map((r) => ({
    id: r.id,
    code: r.code,
    kind: r.kind as OrganisationRow['kind'],
    name: show(r.names, language),
    acronym: showAny(r.acronym, language),
    unofficial: r.unofficial,
    partOf: (r.part_of && wholes.get(r.part_of)) || null,
    compact: compact.get(r.id) ?? null,
    participation: { from: r.joined_on, until: r.left_on },
  }))
  return { items, total }
}

const unofficialIn = (language: Language, day: string) => sql<boolean>`exists (
  select from organisation_names n where n.organisation = o.id and n.form = 'short' and ${language} = any (n.unofficial)
     and coalesce(n.ends_on, 'infinity') >= ${day}::date)`

type CompactStanding = NonNullable<OrganisationRow['compact']>

const standingWord = ({ role, confirmed }: CompactStanding) =>
  confirmed ? (role === 'observer' ? 'observer' : 'member') : 'unconfirmed'

/** Standing in the Compact on a day, by organisation. */
async function compactOn(tx: Tx, day: string): Promise<Map<string, CompactStanding>> {
  const rows = await tx
    .selectFrom('group_members as m')
    .leftJoin('group_details as d', 'd.group_id', 'm.group_id')
    .select(['m.organisation', 'm.role', 'm.starts_on', 'm.start_known', 'm.ends_on', 'm.verified', 'd.since_on'])
    .where('m.group_id', '=', CIRCLES.compact)
    .where('m.organisation', 'is not', null)
    .orderBy('m.verified')
    .execute()
  return new Map(
    rows
      .map((r) => ({
        organisation: r.organisation!,
        since: r.since_on,
        standing: {
          role: r.role as CompactStanding['role'],
          from: r.starts_on,
          fromKnown: r.start_known,
          until: r.ends_on,
          confirmed: r.verified,
        },
      }))
      .filter(({ standing, since }) => holdsOn(standing, day, since))
      .map(({ organisation, standing }) => [organisation, standing]),
  )
}

export async function readOrganisation(
  tx: Tx,
  input: z.output<typeof contract.readOrganisation.input>,
  call: Call,
): Promise<z.input<typeof OrganisationRecord>> {
  const day = dayOf(input, call)
  const row = await tx
    .selectFrom('organisations as o')
    .leftJoin('organisation_details as d', 'd.organisation', 'o.id')
    .select(['o.id', 'o.code', 'o.kind', 'o.joined_on', 'o.left_on', 'o.invented', 'o.merged_into'])
    .select(['d.part_of', 'd.annex', 'd.paragraphs', 'd.note', 'd.confidence', 'd.version'])
    .select([nameOn(day).as('names'), formOn('formal', day).as('formal'), formOn('acronym', day).as('acronym')])
    .where('o.code', '=', input.code)
    .where('o.kind', 'in', contract.AnyKind.options)
    .executeTakeFirst()
  if (!row) throw notFound()
  const parts = await tx
    .selectFrom('organisation_details')
    .select('organisation')
    .where('part_of', '=', row.id)
    .execute()
  const absorbed = await tx
    .selectFrom('organisations')
    .select(['id', 'merged_on'])
    .where('merged_into', '=', row.id)
    .orderBy('merged_on')
    .orderBy('code')
    .execute()
  const refs = await organisationRefs(
    tx,
    [
      ...parts.map((p) => p.organisation),
      ...absorbed.map((a) => a.id),
      row.part_of ?? [],
      row.merged_into ?? [],
    ].flat(),
    call.language,
  )
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as OrganisationRecord['kind'],
    names: row.names,
    formal: row.formal,
    acronym: row.acronym,
    unofficial: await unofficialLanguages(tx, row.id, day),
    formerNames: await formerNames(tx, row.id, day),
    partOf: (row.part_of && refs.get(row.part_of)) || null,
    parts: parts.map((p) => refs.get(p.organisation)!).sort((a, b) => (a.code < b.code ? -1 : 1)),
    annex: row.annex as OrganisationRecord['annex'],
    paragraphs: row.paragraphs ?? [],
    note: row.note,
    confidence: (row.confidence ?? 'high') as OrganisationRecord['confidence'],
    groups: await standingsOf(tx, row.id, call),
    participation: { from: row.joined_on, until: row.left_on },
    mergedInto: (row.merged_into && refs.get(row.merged_into)) || null,
    absorbed: absorbed.map(({ id, merged_on }) => ({ ...refs.get(id)!, on: merged_on! })),
    invented: row.invented,
    version: row.version ?? 0,
  }
}

async function unofficialLanguages(tx: Tx, organisation: string, day: string): Promise<Language[]> {
  const row = await tx
    .selectFrom('organisation_names')
    .select('unofficial')
    .where('organisation', '=', organisation)
    .where('form', '=', 'short')
    .where(
      sql<boolean>`coalesce(starts_on, '-infinity') <= ${day}::date and coalesce(ends_on, 'infinity') >= ${day}::date`,
    )
    .executeTakeFirst()
  return (row?.unofficial ?? []) as Language[]
}
