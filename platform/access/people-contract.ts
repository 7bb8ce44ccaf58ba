import { z } from 'zod'
import { endpoint, Level, listOf, paging, query } from '../contract.ts'
import { Language } from '../text.ts'
import { OrganisationRef, PersonRef } from './refs.ts'
import { ROLES } from './roles.ts'

/** Keeping accounts: the secretariat's everywhere, an organisation administrator's in their own organisation. */

const Role = z.enum(ROLES)
const Roles = z.array(Role).max(ROLES.length)
const Instant = z.iso.datetime()
export const Status = z.enum(['invited', 'active', 'suspended', 'left'])

export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  mail: z.string(),
  title: z.string(),
  organisation: OrganisationRef.nullable(),
  roles: z.array(z.string()),
  clearance: Level,
  status: Status,
  secondFactor: z.boolean(),
  invented: z.boolean(),
  since: z.iso.date().nullable(),
  version: z.number().int(),
  /** What the reader may do: take something away, or give more and let in again. */
  mayNarrow: z.boolean(),
  mayWiden: z.boolean(),
})

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/access/people',
  access: 'access:people',
  audit: 'access.people',
  cli: 'people list',
  summary: 'People whose accounts you keep',
  input: z.object({
    ...paging,
    q: z.string().trim().max(100).optional(),
    organisation: z.uuid().optional(),
    status: query.list(Status).optional(),
    role: query.list(Role).optional(),
    sort: z.enum(['name', 'mail', 'organisation', 'status']).default('name'),
    dir: z.enum(['asc', 'desc']).default('asc'),
  }),
  output: listOf(Person),
})

export const readPerson = endpoint({
  method: 'GET',
  path: '/api/access/people/person',
  access: 'access:people',
  audit: 'access.person',
  cli: 'people show',
  summary: 'The account of one person',
  input: z.object({ id: z.uuid() }),
  output: Person,
})

export const changePerson = endpoint({
  method: 'POST',
  path: '/api/access/people/change',
  access: 'access:people',
  audit: 'access.change_person',
  cli: 'people change',
  summary: 'Change name, title, roles or clearance of a person; never to more than you may give',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    name: z.string().trim().min(2).max(200).optional(),
    title: z.string().trim().max(200).optional(),
    roles: Roles.optional(),
    clearance: Level.optional(),
    /** Secretariat only; sessions end, and both addresses are told. */
    mail: z.email().max(254).optional(),
  }),
  output: Person,
})

export const setStatus = endpoint({
  method: 'POST',
  path: '/api/access/people/status',
  access: 'access:people',
  audit: 'access.set_status',
  cli: 'people status',
  summary: 'Suspend a person, let them in again, or record that they left: sessions and tokens end at once',
  input: z.object({ id: z.uuid(), version: z.number().int(), status: z.enum(['active', 'suspended', 'left']) }),
  output: z.object({}),
})

export const placePerson = endpoint({
  method: 'POST',
  path: '/api/access/people/place',
  access: 'access:accounts',
  audit: 'access.place_person',
  cli: 'people place',
  summary: 'Move a person to another organisation from today; what they held in the former ends',
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    organisation: z.uuid(),
    roles: Roles.min(1),
    title: z.string().trim().max(200).default(''),
  }),
  output: z.object({}),
})

export const findOrganisations = endpoint({
  method: 'GET',
  path: '/api/access/organisations',
  access: 'access:accounts',
  audit: 'access.organisations',
  cli: 'organisations find',
  summary: 'Organisations that a person may belong to, by code or name',
  input: z.object({ q: z.string().trim().max(100).default('') }),
  output: z.object({ items: z.array(OrganisationRef) }),
})

export const SentInvitation = z.object({
  id: z.uuid(),
  organisation: OrganisationRef,
  mail: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  clearance: Level,
  language: Language,
  invitedBy: z.string().nullable(),
  invitedAt: Instant,
  expiresAt: Instant,
})

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/access/invitations',
  access: 'access:people',
  audit: 'access.invitations',
  cli: 'invitations list',
  summary: 'Invitations that wait for an answer',
  input: z.object({ ...paging, organisation: z.uuid().optional() }),
  output: listOf(SentInvitation),
})

export const invite = endpoint({
  method: 'POST',
  path: '/api/access/invitations/send',
  access: 'access:people',
  audit: 'access.invite',
  cli: 'invitations send',
  summary: 'Invite someone into an organisation by mail',
  input: z.object({
    /** Your own when omitted. */
    organisation: z.uuid().optional(),
    mail: z.email().max(254),
    name: z.string().trim().max(200).default(''),
    title: z.string().trim().max(200).default(''),
    language: Language,
    roles: Roles.min(1),
    clearance: Level.default(0),
    request: z.uuid(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const resendInvitation = endpoint({
  method: 'POST',
  path: '/api/access/invitations/resend',
  access: 'access:people',
  audit: 'access.resend_invitation',
  cli: 'invitations resend',
  summary: 'Mail an invitation again with a new link; the former link is void',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const withdrawInvitation = endpoint({
  method: 'POST',
  path: '/api/access/invitations/withdraw',
  access: 'access:people',
  audit: 'access.withdraw_invitation',
  cli: 'invitations withdraw',
  summary: 'Withdraw an invitation: its link is void',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})

export const FactorReset = z.object({
  id: z.uuid(),
  person: PersonRef,
  reason: z.string(),
  requestedBy: z.object({ id: z.uuid(), name: z.string().nullable() }),
  requestedAt: Instant,
  /** Whether the reader is another than who asked, and may approve. */
  mayApprove: z.boolean(),
})

export const listFactorResets = endpoint({
  method: 'GET',
  path: '/api/access/factor-resets',
  access: 'access:people',
  audit: 'access.factor_resets',
  cli: 'factor-resets list',
  summary: 'Requests to take off a lost second factor, which wait for a second person',
  input: z.object({ ...paging }),
  output: listOf(FactorReset),
})

export const requestFactorReset = endpoint({
  method: 'POST',
  path: '/api/access/factor-resets/request',
  access: 'access:people',
  audit: 'access.request_factor_reset',
  cli: 'factor-resets request',
  summary: 'Ask that a lost second factor be taken off; another administrator decides',
  input: z.object({ person: z.uuid(), reason: z.string().trim().min(5).max(1000) }),
  output: z.object({ id: z.uuid() }),
})

export const decideFactorReset = endpoint({
  method: 'POST',
  path: '/api/access/factor-resets/decide',
  access: 'access:people',
  audit: 'access.decide_factor_reset',
  cli: 'factor-resets decide',
  summary: 'Approve what another administrator asked, or refuse it; approval ends sessions, tokens and old factors',
  input: z.object({ id: z.uuid(), outcome: z.enum(['approved', 'refused']) }),
  output: z.object({}),
})
