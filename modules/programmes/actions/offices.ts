import { sql } from 'kysely'
import type { z } from 'zod'
import type { Call, Tx } from '../../../platform/database.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Language, show, type Written } from '../../../platform/text.ts'
import type * as contract from '../contract.ts'
import type { ProgrammeContent, ShownOffice } from '../fields.ts'
import { isOffice, OFFICE_TYPES } from '../rules.ts'
import { amount, type KeptPlace, knownDate, namesOf } from './naming.ts'
import { narrowed, organisationIds } from './narrowing.ts'
import type { Ids } from './writing.ts'

/** Columns that only offices, hubs and deployments fill. */
export const OFFICE = [
  'c.hosts',
  'c.agreement',
  'c.agreement_on',
  'c.agreement_precision',
  'c.staff',
  'c.staff_is',
  'c.contacts',
] as const

type OfficeRow = {
  type: string
  hosts: string[]
  agreement: string | null
  agreement_on: string | null
  agreement_precision: string | null
  staff: number | null
  staff_is: string | null
  contacts: string[]
}
type Names = Awaited<ReturnType<typeof namesOf>>

/** What a record's page says of an office; null for programmes of other types. */
export function officeOf(row: OfficeRow, names: Names): ShownOffice | null {
  if (!isOffice(row.type)) return null
  const { agreement } = row
  return {
    hosts: names(row.hosts),
    agreement:
      agreement === null
        ? null
        : { reference: agreement, signed: knownDate(row.agreement_on, row.agreement_precision) },
    staff: amount(row.staff, row.staff_is),
    contacts: names(row.contacts),
  }
}

/** What a list says of it. */
export function officeRowOf(
  row: OfficeRow & { summary: Written | null; places: KeptPlace[] },
  names: Names,
  language: Language,
) {
  const office = officeOf(row, names)
  return (
    office && {
      ...office,
      purpose: row.summary && show(row.summary, language),
      places: row.places.map(({ name, state }) => ({
        name: show(name, language),
        state: state === null ? null : (names([state])[0]?.code ?? null),
      })),
    }
  )
}

/** Codes of organisations in what a person wrote of an office. */
export const codesInOffice = ({ office }: ProgrammeContent): string[] =>
  office ? [...office.hosts, ...office.contacts] : []

/**
 * The columns of an office, of what a person wrote; `states` are those it works in.
 *
 * @throws Problem programmes.no_office where another type of programme is given what only an office has
 */
export function officeColumns(ids: Ids, { type, office }: ProgrammeContent, states: readonly string[]) {
  if (office !== null && !isOffice(type)) throw new Problem('programmes.no_office', 400)
  const { hosts, agreement, staff, contacts } = office ?? { hosts: [], agreement: null, staff: null, contacts: [] }
  return {
    hosts: ids(hosts),
    states: [...new Set([...states, ...ids(hosts)])],
    agreement: agreement?.reference ?? null,
    agreement_on: agreement?.signed?.date ?? null,
    agreement_precision: agreement?.signed?.precision ?? null,
    staff: staff?.n ?? null,
    staff_is: staff?.comparator ?? null,
    contacts: ids(contacts),
  }
}

type Counted = Record<'offices' | 'hubs' | 'deployments' | 'planned' | 'closed', number>

/** States with what stands in them, in the order of the United Nations; where hosts are chosen, only those. */
export async function listHosts(tx: Tx, input: z.output<typeof contract.listHosts.input>, call: Call) {
  const day = sql`${input.on ?? call.at.toISOString().slice(0, 10)}::date`
  const found = sql`
    select p.record, p.type, p.leads, o.hosts, p.starts_on,
           case when p.status in ('proposed', 'planned') or p.starts_on > ${day} then 'planned'
                when p.ends_on < ${day} then 'closed' else 'open' end as standing
      from presence p join programmes o on o.id = p.record
     where ${narrowed('programme', { ...input, aggregates: true })} and p.type = any (${[...OFFICE_TYPES]}::text[])`
  const open = (type: (typeof OFFICE_TYPES)[number]) =>
    sql`count(distinct record) filter (where standing = 'open' and type = ${type})::int`
  const { rows } = await sql<Counted & { host: string; leads: string[] }>`
    select host, ${open('office')} as offices, ${open('hub')} as hubs, ${open('deployment')} as deployments,
           count(distinct record) filter (where standing = 'planned')::int as planned,
           count(distinct record) filter (where standing = 'closed')::int as closed,
           array_agg(distinct lead) as leads
      from (${found}) f cross join unnest(f.hosts) host cross join unnest(f.leads) lead join organisations s on s.id = host
     where ${input.hosts ? sql`host = any (${organisationIds(input.hosts)})` : sql`true`}
     group by host, s.names order by un_order(s.names)`.execute(tx)
  const covered = await sql<{ records: number; unplaced: number; undated: number }>`
    select count(*)::int as records, count(*) filter (where hosts = '{}')::int as unplaced,
           count(*) filter (where starts_on = '-infinity')::int as undated from (${found}) f`.execute(tx)
  const names = await namesOf(
    tx,
    rows.flatMap(({ host, leads }) => [host, ...leads]),
    call.language,
  )
  return {
    items: rows.map(({ host, leads, ...counted }) => ({
      state: names([host])[0]!,
      ...counted,
      entities: names(leads),
    })),
    coverage: { ...covered.rows[0]!, asOf: call.at.toISOString() },
  }
}
