import type { z } from 'zod'
import { today } from '../../clock.ts'
import type { Call, Tx } from '../../database.ts'
import { Problem } from '../../problem.ts'
import { asBrowser, browserOf } from '../browser.ts'
import type * as contract from '../contract.ts'
import { organisationRefs } from '../organisations.ts'
import { TERMS_VERSION, termsText } from '../terms.ts'
import { endSession } from './sessions.ts'

export async function readSession(tx: Tx, _input: unknown, call: Call): Promise<contract.Session> {
  return {
    ...(await presentReader(tx, call)),
    demonstration: call.exchange?.signIn.demonstration ?? false,
    today: today(),
    terms: TERMS_VERSION,
    signOn: call.exchange?.signIn.signOn?.name ?? null,
  }
}

/** The reader, with the organisation they belong to today; before they accept the terms, too. */
async function presentReader(tx: Tx, { viewer, language }: Call): Promise<Pick<contract.Session, 'person'>> {
  if (viewer.person === null || viewer.name === null) return {}
  const membership = await currentMembership(tx, viewer.person)
  const refs = await organisationRefs(tx, membership ? [membership.organisation] : [], language)
  const organisation = membership && refs.get(membership.organisation)
  if (!membership || !organisation || (viewer.termsAccepted && !viewer.member)) return {}
  return {
    person: {
      id: viewer.person,
      name: viewer.name,
      organisation,
      roles: membership.roles,
      language: viewer.language ?? language,
      permissions: [...viewer.permissions],
      clearance: viewer.clearance ?? 0,
      secondFactor: viewer.secondFactor,
      termsAccepted: viewer.termsAccepted,
    },
  }
}

/** The membership that counts today, as `enter` chooses it. */
export function currentMembership(tx: Tx, person: string) {
  return tx
    .selectFrom('memberships')
    .select(['id', 'organisation', 'roles', 'title'])
    .where('person', '=', person)
    .where('starts_on', '<=', today())
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today())]))
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .executeTakeFirst()
}

export async function signOut(_tx: Tx, _input: unknown, call: Call): Promise<Record<string, never>> {
  const exchange = browserOf(call)
  if (call.viewer.session) await endSession(exchange, call.viewer.session)
  await asBrowser(exchange, (headers) => exchange.signIn.auth.api.signOut({ headers, returnHeaders: true }))
  return {}
}

export async function readTerms(_tx: Tx, _input: unknown, { language }: Call) {
  return { version: TERMS_VERSION, language, text: termsText(language) }
}

export async function acceptTerms(
  tx: Tx,
  { version }: z.output<typeof contract.acceptTerms.input>,
  call: Call,
): Promise<Record<string, never>> {
  const { person } = call.viewer
  browserOf(call)
  if (person === null) throw new Problem('access.sign_in', 401)
  if (version !== TERMS_VERSION) throw new Problem('access.other_terms', 409, { version: TERMS_VERSION })
  await tx.updateTable('persons').set({ terms_version: version, terms_at: call.at }).where('id', '=', person).execute()
  return {}
}
