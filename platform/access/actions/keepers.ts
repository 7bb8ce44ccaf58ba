import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../database.ts'
import { notFound } from '../../problem.ts'
import { type Language, show, translator } from '../../text.ts'
import { texts } from '../locales/index.ts'
import { notify } from '../notices.ts'
import { organisationRefs } from '../organisations.ts'
import type * as contract from '../people-contract.ts'

/** Organisations that a person may belong to, the best matches first. */
export async function findOrganisations(
  tx: Tx,
  { q }: { q: string },
  { language }: Call,
): Promise<z.input<typeof contract.findOrganisations.output>> {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string }>`
    select id from organisations
     where kind <> 'installation' and merged_into is null and (left_on is null or left_on > current_date)
       and (code ilike ${pattern} or exists (select from jsonb_each_text(names -> 'texts') t where t.value ilike ${pattern}))
     order by lower(code) = lower(${q}) desc, code limit 20`.execute(tx)
  const refs = await organisationRefs(
    tx,
    rows.map(({ id }) => id),
    language,
  )
  return { items: rows.flatMap(({ id }) => refs.get(id) ?? []) }
}

type Someone = { person: string; language: Language }

/** Refuses an organisation that does not exist, or that nobody may belong to any more. */
export async function requireOrganisation(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ ok: boolean }>`
    select kind <> 'installation' and (left_on is null or left_on > current_date) as ok from organisations where id = ${id}`.execute(
    tx,
  )
  if (!rows[0]?.ok) throw notFound()
}

/** Roles whose holders watch each other: whoever joins them is announced to the others. */
const WATCHED = ['secretariat', 'auditor']

/** Tells everyone who already holds a watched role that another person now does. */
export async function tellHolders(
  tx: Tx,
  person: { id: string; name: string },
  roles: readonly string[],
): Promise<void> {
  for (const role of roles.filter((r) => WATCHED.includes(r))) {
    const { rows } = await sql<Someone>`select * from holders_of(${role})`.execute(tx)
    for (const holder of rows.filter((row) => row.person !== person.id)) {
      const t = translator(holder.language, texts[holder.language])
      await notify(tx, holder.person, holder.language, 'role_given', {
        name: person.name,
        role: t(`role.${role as 'auditor'}`),
      })
    }
  }
}

/** Tells the administrators of an organisation that the secretariat brought or invited someone into it. */
export async function tellKeepers(tx: Tx, organisation: string, name: string, { viewer }: Call): Promise<void> {
  if (organisation === viewer.organisation) return
  const { names } = await tx
    .selectFrom('organisations')
    .select('names')
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<Someone>`select * from keepers_of(${organisation})`.execute(tx)
  for (const keeper of rows)
    await notify(tx, keeper.person, keeper.language, 'person_came', {
      name,
      organisation: show(names, keeper.language).text,
    })
}
