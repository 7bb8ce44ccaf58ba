import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { beaten } from '../testing.ts'
import { acceptInvitation } from './contract.ts'
import { changePerson, invite, requestFactorReset } from './people-contract.ts'
import { TERMS_VERSION } from './terms.ts'
import { accessPlatform, PASSWORD } from './testing.ts'

// Two do the same at once: the one who comes second by a moment is refused in words, as if they came an hour later.
const platform = await accessPlatform()
afterAll(() => platform[Symbol.asyncDispose]())
const { owner } = platform
const organisation = await platform.organisation()
const secretariat = await platform.joined(organisation, { roles: ['secretariat'] })

const invitation = (mail: string) => ({ mail, language: 'en' as const, roles: ['reader' as const], organisation })
const invitedRow = (mail: string) => ({
  ...{ organisation, mail, roles: ['reader'], hash: Buffer.from(randomUUID()), invited_by: secretariat.id },
  expires_at: new Date(Date.now() + 60_000),
})

test('invited by two at once, an address is invited once', async () => {
  const mail = `${randomUUID()}@example.org`
  const second = beaten(
    platform,
    (tx) => tx.insertInto('invitations').values(invitedRow(mail)).execute(),
    () => secretariat.browser.call(invite, { ...invitation(mail), request: randomUUID() }),
  )
  await expect(second).rejects.toMatchObject({ status: 409, code: 'access.already_invited' })
})

test('of two links to one address, followed at once, one makes the account', async () => {
  const mail = `${randomUUID()}@example.org`
  await secretariat.browser.call(invite, { ...invitation(mail), request: randomUUID() })
  const secret = /#([\w-]{43})/.exec((await platform.mails(mail))[0]!.text)![1]!
  const accepted = beaten(
    platform,
    (tx) => tx.insertInto('persons').values({ name: 'Nour', mail, language: 'en' }).execute(),
    () =>
      platform.browser().call(acceptInvitation, {
        ...{ secret, name: 'Nour Newcomer', language: 'en' as const, password: PASSWORD, terms: TERMS_VERSION },
      }),
  )
  await expect(accepted).rejects.toMatchObject({ status: 410, code: 'access.invitation_ended' })
})

test('an address given to two people at once is one’s', async () => {
  const mail = `${randomUUID()}@example.org`
  const [one, two] = [await platform.member(organisation), await platform.member(organisation)]
  const second = beaten(
    platform,
    (tx) => tx.updateTable('persons').set({ mail }).where('id', '=', one.id).execute(),
    () => secretariat.browser.call(changePerson, { id: two.id, version: 1, mail }),
  )
  await expect(second).rejects.toMatchObject({ status: 409, code: 'access.mail_taken' })
})

test('asked for by two at once, a second factor is asked off once', async () => {
  const { id } = await platform.member(organisation)
  const second = beaten(
    platform,
    (tx) =>
      tx
        .insertInto('factor_resets')
        .values({ person: id, reason: 'Lost the phone', requested_by: secretariat.id })
        .execute(),
    () => secretariat.browser.call(requestFactorReset, { person: id, reason: 'Lost the phone' }),
  )
  await expect(second).rejects.toMatchObject({ status: 409 })
  const { rows } = await sql`select from factor_resets where person = ${id}`.execute(owner)
  expect(rows).toHaveLength(1)
})
