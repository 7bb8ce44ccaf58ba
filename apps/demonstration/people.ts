import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import type { Person } from '../../data/shapes.ts'
import { makeAccount } from '../../platform/access/make-account.ts'
import type { Role } from '../../platform/access/roles.ts'
import { writeDurably } from '../../platform/durable-file.ts'
import type { Tables } from '../../platform/tables.ts'

/** The year that the record speaks of: since when the invented people are in their groups. */
const SINCE = '2020-01-01'
const SOURCE = 'Invented for the demonstration'
/** Whose work is to be found by others. */
const LISTED = new Set(['officer', 'chair', 'focal_point', 'donor'])

type Owner = Transaction<Tables>

/** Without letters that are taken for digits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export type PeopleOptions = { folder: string; terms: string; secret: Uint8Array }

/**
 * Enters the invented people of the demonstration, all marked as such, and makes the sign-ins that it prints. These are
 * written to `accounts.json` before the transaction ends: whoever finds a loaded demonstration finds its passwords.
 */
export async function loadPeople(owner: Owner, { folder, terms, secret }: PeopleOptions): Promise<void> {
  const people = JSON.parse(
    await readFile(new URL('../../data/demonstration/people.json', import.meta.url), 'utf8'),
  ) as Person[]
  const find = await finder(owner)
  const accounts = []
  for (const person of people) {
    const { code, id: organisation } = find(person.organisation)
    if (person.account) {
      const { id, mail, password, totpSecret } = await makeAccount(owner, secret, {
        ...factsOf(person),
        organisation,
        password: random(16),
        totpSecret: random(32),
      })
      await joinGroups(owner, id, person, find)
      accounts.push({ mail, password, totp: totpSecret, role: person.roles.join(', '), organisation: code })
    } else await joinGroups(owner, await enterPerson(owner, person, organisation, terms), person, find)
  }
  await writeDurably(join(folder, 'accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`)
}

const factsOf = ({ name, mail, language, clearance, roles, title }: Person) => ({
  name,
  mail,
  language,
  clearance,
  roles: roles as Role[],
  title: title.en,
  listed: roles.some((role) => LISTED.has(role)),
  invented: true,
})

/** Letters and digits only: they are typed from a terminal. */
const random = (length: number): string => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

type Find = (name: string) => { id: string; code: string }

async function finder(owner: Owner): Promise<Find> {
  const organisations = await owner
    .selectFrom('organisations as o')
    .leftJoin('states as s', 's.organisation', 'o.id')
    .select(['o.id', 'o.code', 's.alpha2'])
    .execute()
  const groups = await owner.selectFrom('groups').select(['id', 'code']).execute()
  const found = new Map<string, { id: string; code: string }>([
    ...organisations.flatMap(({ id, code, alpha2 }) => [
      [`org:${code}`, { id, code }] as const,
      ...(alpha2 ? [[`state:${alpha2}`, { id, code }] as const] : []),
    ]),
    ...groups.map(({ id, code }) => [`group:${code}`, { id, code }] as const),
  ])
  return (name) => {
    const one = found.get(name)
    if (!one) throw new Error(`The demonstration's data names ${name}, which does not exist.`)
    return one
  }
}

/** Someone who stands in the record and never signs in. */
async function enterPerson(owner: Owner, person: Person, organisation: string, terms: string): Promise<string> {
  const { roles, title, ...facts } = factsOf(person)
  const { id } = await owner
    .insertInto('persons')
    .values({ ...facts, status: 'active', terms_version: terms, terms_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner.insertInto('memberships').values({ person: id, organisation, roles, title }).execute()
  return id
}

async function joinGroups(owner: Owner, person: string, { groups }: Person, find: Find): Promise<void> {
  for (const { group, role } of groups)
    await owner
      .insertInto('group_members')
      .values({ group_id: find(`group:${group}`).id, person, role, starts_on: SINCE, source: SOURCE })
      .execute()
}
