import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { LANGUAGES, rewrite, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract/keeping.ts'
import { STATE_KINDS } from '../contract.ts'
import { foldAll, shiftDay } from '../rules.ts'
import { organisationId } from './names.ts'
import { readOrganisation } from './organisations.ts'

type Form = 'short' | 'formal' | 'acronym'

export async function addOrganisation(tx: Tx, input: z.output<typeof contract.addOrganisation.input>, call: Call) {
  const { code, kind, acronym, from } = input
  const names = rewrite(undefined, input.names)
  await once(tx, input, async () => {
    const added = await tx
      .insertInto('organisations')
      .values({ code, kind, names: JSON.stringify(names), joined_on: from })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Problem('directory.code_taken', 409, { code })
    const part_of = input.partOf === null ? null : await organisationId(tx, input.partOf)
    await tx.insertInto('organisation_details').values({ organisation: added.id, part_of }).execute()
    await callIt(tx, added.id, 'short', names, null)
    if (acronym) await callIt(tx, added.id, 'acronym', rewrite(undefined, acronym), null)
    return added.id
  })
  return readOrganisation(tx, { code }, call)
}

export async function editOrganisation(tx: Tx, input: z.output<typeof contract.editOrganisation.input>, call: Call) {
  const { id, acronym, note, partOf } = input
  const organisation = await held(tx, input, call)
  const part_of = partOf === null ? null : await organisationId(tx, partOf)
  if (part_of === id) throw new Problem('directory.part_of_itself', 409)
  const before = await readOrganisation(tx, organisation, call)
  await tx
    .updateTable('organisation_details')
    .set({ part_of, note: note && JSON.stringify(rewrite(before.note as Written | undefined, note)) })
    .where('organisation', '=', id)
    .execute()
  if (!sameText(before.acronym, acronym)) {
    await tx.deleteFrom('organisation_names').where('organisation', '=', id).where('form', '=', 'acronym').execute()
    if (acronym) await callIt(tx, id, 'acronym', rewrite(undefined, acronym), null)
  }
  return readOrganisation(tx, organisation, call)
}

const sameText = (
  a: Pick<Written, 'original' | 'texts'> | null,
  b: Pick<Written, 'original' | 'texts'> | null,
): boolean => a?.original === b?.original && LANGUAGES.every((language) => a?.texts[language] === b?.texts[language])

export async function renameOrganisation(
  tx: Tx,
  input: z.output<typeof contract.renameOrganisation.input>,
  call: Call,
) {
  const { id, from } = input
  const organisation = await held(tx, input, call)
  const names = rewrite(undefined, input.names)
  if (from > call.at.toISOString().slice(0, 10)) throw new Problem('directory.future', 409)
  // The names of States are those the United Nations uses, in all six languages.
  const isState = (STATE_KINDS as readonly string[]).includes(organisation.kind)
  if (isState && LANGUAGES.some((language) => !names.texts[language])) throw new Problem('directory.six_names', 409)
  await succeed(tx, id, 'short', names, from)
  if (input.formal) await succeed(tx, id, 'formal', rewrite(undefined, input.formal), from)
  await tx
    .updateTable('organisations')
    .set({ names: JSON.stringify(names) })
    .where('id', '=', id)
    .execute()
  return readOrganisation(tx, organisation, call)
}

/** The name from `from` on; the one before ends the day before, or is replaced when it began no earlier. */
async function succeed(tx: Tx, organisation: string, form: Form, names: Written, from: string) {
  const last = await tx
    .selectFrom('organisation_names')
    .select(['id', 'names', 'starts_on'])
    .where('organisation', '=', organisation)
    .where('form', '=', form)
    .where('ends_on', 'is', null)
    .executeTakeFirst()
  if (last?.starts_on && last.starts_on > from) throw new Problem('directory.dates', 409)
  if (last?.starts_on === from) await tx.deleteFrom('organisation_names').where('id', '=', last.id).execute()
  else if (last)
    await tx
      .updateTable('organisation_names')
      .set({ ends_on: shiftDay(from, -1) })
      .where('id', '=', last.id)
      .execute()
  await callIt(tx, organisation, form, names, last ? from : null)
}

const callIt = (tx: Tx, organisation: string, form: Form, names: Written, starts_on: string | null) =>
  tx
    .insertInto('organisation_names')
    .values({
      organisation,
      form,
      names: JSON.stringify(names),
      starts_on,
      folded: foldAll(Object.values(names.texts)),
    })
    .execute()

export async function recordDeparture(tx: Tx, input: z.output<typeof contract.recordDeparture.input>, call: Call) {
  const organisation = await held(tx, input, call)
  if (input.id === call.viewer.organisation) throw new Problem('directory.own_organisation', 409)
  if (input.on < organisation.joined_on) throw new Problem('directory.dates', 409)
  await tx.updateTable('organisations').set({ left_on: input.on }).where('id', '=', input.id).execute()
  return readOrganisation(tx, organisation, call)
}

export async function recordReturn(tx: Tx, input: z.output<typeof contract.recordReturn.input>, call: Call) {
  const organisation = await held(tx, input, call)
  if (organisation.left_on === null || input.on < organisation.left_on) throw new Problem('directory.dates', 409)
  await tx.updateTable('organisations').set({ joined_on: input.on, left_on: null }).where('id', '=', input.id).execute()
  return readOrganisation(tx, organisation, call)
}

/** The organisation to be changed, held against others; its version moves on with the change. */
async function held(tx: Tx, { id, version }: { id: string; version: number }, call: Call) {
  const organisation = await tx
    .selectFrom('organisations')
    .select(['code', 'kind', 'joined_on', 'left_on', 'merged_into'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!organisation) throw notFound()
  if (organisation.merged_into !== null) throw new Problem('directory.merged', 409)
  const current = await readOrganisation(tx, organisation, call)
  if (current.version !== version) throw new Problem('edit_conflict', 409, {}, { current })
  await tx
    .insertInto('organisation_details')
    .values({ organisation: id, version: version + 1 })
    .onConflict((conflict) => conflict.column('organisation').doUpdateSet({ version: sql`excluded.version` }))
    .execute()
  return organisation
}
