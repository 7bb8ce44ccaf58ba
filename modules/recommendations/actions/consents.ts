import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { organisationRefs } from '../../../platform/access/organisations.ts'
import { CIRCLES } from '../../../platform/access/refs.ts'
import type { Call, Tx } from '../../../platform/database.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { once } from '../../../platform/records/once.ts'
import { peopleRefs, principalKey, principalRefs } from '../../../platform/records/principals.ts'
import { rewrite, show, type Written } from '../../../platform/text.ts'
import { idsOf, organisationIds } from '../../programmes/index.ts'
import type * as contract from '../consent-contract.ts'
import type { Receipt } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { consentState, type Fact } from '../rules.ts'

type Giving = Omit<z.output<typeof contract.giveConsent.input>, 'request'>

export async function giveConsent(
  tx: Tx,
  input: z.output<typeof contract.giveConsent.input>,
  call: Call,
): Promise<{ consents: number }> {
  await once(tx, input, async (giving) => {
    await give(tx, giving, call)
    return giving.recommendations[0]!
  })
  return { consents: new Set(input.recommendations).size * input.to.length }
}

/** Writes the consents; the database lets in whom they name. */
export async function give(
  tx: Tx,
  { recommendations, form, to, reference, from, until, redactions, replaces }: Giving,
  call: Call,
): Promise<void> {
  const ids = await controlled(tx, recommendations)
  if (until !== null && until <= call.at.toISOString()) throw new Problem('recommendations.ended', 409)
  if (from !== undefined && from < call.at.toISOString()) throw new Problem('recommendations.begun', 409)
  const named = await principalsOf(tx, to)
  const redacted = new Map<string, string>()
  for (const { recommendation, title, body, facts } of redactions.filter((r) => ids.includes(r.recommendation))) {
    const { id } = await tx
      .insertInto('redactions')
      .values({
        record: recommendation,
        title: JSON.stringify(rewrite(undefined, title)),
        body: JSON.stringify(rewrite(undefined, body)),
        facts: [...new Set(facts)],
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    redacted.set(recommendation, id)
  }
  const rows = ids.flatMap((record) =>
    named.map(({ kind, id }) => ({
      ...{ record, form, to_kind: kind, to_id: id, reference, redaction: redacted.get(record) ?? null },
      ...(from !== undefined && { starts_at: new Date(from) }),
      ends_at: until === null ? null : new Date(until),
    })),
  )
  await tx.insertInto('consents').values(rows).execute()
  if (replaces.length > 0) await revokeConsent(tx, { consents: replaces }, call)
}

/** Recommendations under the consent of the viewer's State. */
async function controlled(tx: Tx, wanted: readonly string[]): Promise<string[]> {
  const ids = [...new Set(wanted)]
  const { rows } = await sql<{ id: string; controls: boolean }>`
    select r.id, viewer_controls(r.id) and r.owner_org <> viewer_org() as controls
      from recommendations r where r.id = any (${ids}::uuid[])`.execute(tx)
  if (rows.length < ids.length) throw notFound()
  if (rows.some(({ controls }) => !controls)) throw new Problem('recommendations.state_only', 403)
  return ids
}

export type Named = { kind: Giving['to'][number]['kind']; id: string }

/**
 * Ids of organisations and groups by code, and of the two circles that a State may name.
 *
 * @throws Problem programmes.no_such_organisation, access.no_such_grantee
 */
export async function principalsOf(tx: Tx, to: Giving['to']): Promise<Named[]> {
  const ids = await idsOf(
    tx,
    to.filter(({ kind }) => kind === 'organisation').map(({ code }) => code.toUpperCase()),
  )
  const wanted = to.filter(({ kind }) => kind === 'group').map(({ code }) => code)
  const groups = wanted.length
    ? await tx.selectFrom('groups').select(['id', 'code']).where('code', 'in', wanted).execute()
    : []
  return to.map(({ kind, code }) => {
    if (kind === 'organisation') return { kind, id: ids([code.toUpperCase()])[0]! }
    const id =
      kind === 'group'
        ? groups.find((g) => g.code === code)?.id
        : code === 'compact' || code === 'donors'
          ? CIRCLES[code]
          : undefined
    if (!id) throw new Problem('access.no_such_grantee', 409)
    return { kind, id }
  })
}

export async function revokeConsent(tx: Tx, { consents }: { consents: string[] }, call: Call) {
  const ids = [...new Set(consents)]
  const seen = await tx.selectFrom('consents').select(['id', 'record', 'revoked_at']).where('id', 'in', ids).execute()
  if (seen.length < ids.length) throw notFound()
  await controlled(
    tx,
    seen.map(({ record }) => record),
  )
  return revoke(
    tx,
    seen.filter(({ revoked_at }) => revoked_at === null).map(({ id }) => id),
    call,
  )
}

export async function withholdConsent(tx: Tx, input: z.output<typeof contract.withholdConsent.input>, call: Call) {
  const { recommendations, reference } = input
  const ids = await controlled(tx, recommendations)
  const standing = await tx
    .selectFrom('consents')
    .select('id')
    .where('record', 'in', ids)
    .where('to_kind', '!=', 'nobody')
    .where('revoked_at', 'is', null)
    .execute()
  let done: { revoked: number; receipts: Receipt[] } = { revoked: 0, receipts: [] }
  await once(tx, input, async () => {
    done = await revoke(
      tx,
      standing.map(({ id }) => id),
      call,
    )
    await tx
      .insertInto('consents')
      .values(ids.map((record) => ({ record, to_kind: 'nobody', reference })))
      .execute()
    return ids[0]!
  })
  return done
}

/** Ends these consents; all that rests on them ends in the same transaction. */
async function revoke(tx: Tx, ids: readonly string[], call: Call): Promise<{ revoked: number; receipts: Receipt[] }> {
  if (ids.length === 0) return { revoked: 0, receipts: [] }
  const { numUpdatedRows } = await tx
    .updateTable('consents')
    .set({ revoked_at: call.at, revoked_by: call.viewer.person })
    .where('id', 'in', [...ids])
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return { revoked: Number(numUpdatedRows), receipts: await receipted(tx, ids, call) }
}

/** Readers of several recommendations are counted once in each: the sum says how many times there was a reader. */
async function receipted(tx: Tx, consents: readonly string[], { language }: Call): Promise<Receipt[]> {
  const { rows } = await sql<Noted>`
    select holder, sum(people)::int as people, max(last_read_at) as last_read_at, sum(copies)::int as copies
      from consent_receipts where consent = any (${[...consents]}::uuid[]) group by holder order by holder`.execute(tx)
  return receiptLines(tx, rows, language)
}

export async function listReceipts(
  tx: Tx,
  { consent }: { consent: string },
  call: Call,
): Promise<{ items: Receipt[] }> {
  const found = await tx
    .selectFrom('consents')
    .select(['record', 'revoked_at'])
    .where('id', '=', consent)
    .executeTakeFirst()
  if (!found) throw notFound()
  await controlled(tx, [found.record])
  if (found.revoked_at !== null) return { items: await receipted(tx, [consent], call) }
  const { rows } = await sql<Noted>`select * from consent_seen(${consent}) order by holder`.execute(tx)
  return { items: await receiptLines(tx, rows, call.language) }
}

type Noted = { holder: string; people: number; last_read_at: Date | null; copies: number }
async function receiptLines(tx: Tx, rows: readonly Noted[], language: Call['language']): Promise<Receipt[]> {
  const names = await organisationRefs(
    tx,
    rows.map(({ holder }) => holder),
    language,
  )
  return rows.map((r) => ({
    holder: names.get(r.holder)!,
    readers: r.people,
    lastReadAt: r.last_read_at?.toISOString() ?? null,
    copies: r.copies,
  }))
}

export async function listConsents(
  tx: Tx,
  { recommendation, states, standing, to, outdated, page, size }: z.output<typeof contract.listConsents.input>,
  call: Call,
): Promise<{ items: Consent[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (recommendation) {
    // First which of them there are for the caller: how many consents a hidden one has must not cost time.
    const { rows: seen } = await sql<{ id: string }>`
      select r.id from recommendations r where r.id = any (${[...recommendation]}::uuid[])`.execute(tx)
    conditions.push(sql`c.record = any (${seen.map(({ id }) => id)}::uuid[])`)
  }
  if (states)
    conditions.push(sql`c.record in (select r.id from recommendations r where r.states && ${organisationIds(states)})`)
  if (standing)
    conditions.push(sql`case when c.revoked_at is not null then 'revoked' when c.ends_at <= now() then 'ended'
      when c.starts_at > now() then 'upcoming' else 'in_force' end = any (${[...standing]}::text[])`)
  if (to) {
    const named = await principalsOf(tx, to.map(recipient))
    conditions.push(
      sql`(c.to_kind, c.to_id) in (select * from unnest(${named.map(({ kind }) => kind)}::text[], ${named.map(({ id }) => id)}::uuid[]))`,
    )
  }
  if (outdated) conditions.push(OUTDATED)
  const where = sql`${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${CONSENTS} where ${where}`.execute(tx)
  return { items: await consentLines(tx, where, { page, size }, call), total: rows[0]!.n }
}

/** `organisation:UNODC` as what it names. */
function recipient(named: string): Giving['to'][number] {
  const [kind, code] = named.split(':') as [Named['kind'], string]
  return { kind, code }
}

/** As `disclose` in SQL took it down; of consents `c` on originals `r` with their redactions `d`. */
const OUTDATED = sql<boolean>`(c.worded is not null and c.revoked_at is null and (c.ends_at is null or c.ends_at > now())
  and c.worded <> wording_of(c.form, d.facts, jsonb_build_array(r.themes, r.pillars), jsonb_build_array(r.title, r.body, r.source, r.capacity),
    jsonb_build_object('resolution', jsonb_build_array(r.resolution, r.paragraph), 'priority', r.priority, 'due', r.due_on, 'leads', r.leads, 'code', r.code, 'unofficial', r.unofficial)))`

/** Consents with the originals that they are to, and what was written in place of these. */
const CONSENTS = sql`consents c join recommendations r on r.id = c.record left join redactions d on d.id = c.redaction`

type Row = {
  id: string
  record: string
  title: Written
  form: Consent['form']
  to_kind: 'nobody' | 'organisation' | 'group' | 'circle'
  to_id: string | null
  reference: string
  starts_at: Date
  ends_at: Date | null
  given_by: string
  given_at: Date
  revoked_at: Date | null
  revoked_by: string | null
  outdated: boolean
  redacted_title: Written | null
  redacted_body: Written | null
  facts: Fact[] | null
}

/** Consents as lines of the record of what was ever consented, the last first. */
export async function consentLines(
  tx: Tx,
  where: RawBuilder<unknown>,
  { page, size }: { page: number; size: number },
  { language, at }: Call,
): Promise<Consent[]> {
  const { rows } = await sql<Row>`
    select c.id, c.record, r.title, c.form, c.to_kind, c.to_id, c.reference, c.starts_at, c.ends_at, c.given_by, c.given_at, c.revoked_at, c.revoked_by,
           ${OUTDATED} as outdated, d.title as redacted_title, d.body as redacted_body, d.facts
      from ${CONSENTS}
     where ${where} order by c.given_at desc, c.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const named = rows.flatMap((c) => (c.to_kind === 'nobody' ? [] : [{ kind: c.to_kind, id: c.to_id! }]))
  const principals = await principalRefs(tx, named, language)
  const people = await peopleRefs(
    tx,
    rows.flatMap((c) => [c.given_by, ...(c.revoked_by ? [c.revoked_by] : [])]),
    language,
  )
  return rows.map((c) => ({
    id: c.id,
    recommendation: c.record,
    title: show(c.title, language),
    form: c.form,
    to: c.to_kind === 'nobody' ? null : principals.get(principalKey({ kind: c.to_kind, id: c.to_id! }))!,
    redaction: c.redacted_title &&
      c.redacted_body && { title: c.redacted_title, body: c.redacted_body, facts: c.facts ?? [] },
    reference: c.reference,
    from: c.starts_at.toISOString(),
    until: c.ends_at?.toISOString() ?? null,
    state: consentState({ from: c.starts_at, until: c.ends_at, revokedAt: c.revoked_at }, at),
    outdated: c.outdated,
    givenBy: people.get(c.given_by)!,
    givenAt: c.given_at.toISOString(),
    revokedBy: c.revoked_by === null ? null : people.get(c.revoked_by)!,
    revokedAt: c.revoked_at?.toISOString() ?? null,
  }))
}
