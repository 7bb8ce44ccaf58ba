import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import type { z } from 'zod'
import { beginApp, confirmApp } from '../../platform/access/account-contract.ts'
import { acceptInvitation, signIn } from '../../platform/access/contract.ts'
import { TERMS_VERSION } from '../../platform/access/terms.ts'
import { accessPlatform, PASSWORD } from '../../platform/access/testing.ts'
import { mail } from '../../platform/mail/index.ts'
import type { Module } from '../../platform/module.ts'
import { inviteNominee, type NominationRecord, nominate, verifyNomination } from './contract/nominations.ts'
import { directory } from './index.ts'
import { referenceDatabase } from './testing.ts'

/** A platform with the real States, two people of the secretariat, and people who really sign in. */
export async function nominationPlatform(...more: Module[]) {
  const platform = await accessPlatform({
    modules: [mail, directory, ...more],
    database: await referenceDatabase(),
  })
  const idOf = async (code: string) =>
    (await platform.owner.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow())
      .id
  const office = await idOf('UNOCT')
  const recorder = await platform.joined(office, { name: 'Rita Recorder', roles: ['secretariat'] })
  const verifier = await platform.joined(office, { name: 'Vera Verifier', roles: ['secretariat'] })

  const recording = (organisation: string | undefined, facts: Partial<z.input<typeof nominate.input>> = {}) => ({
    request: randomUUID(),
    ...(organisation && { organisation }),
    name: 'Nour Nominee',
    post: 'Counsellor',
    mail: `nominee-${randomUUID()}@state.example`,
    language: 'fr' as const,
    main: true,
    form: 'note_verbale' as const,
    reference: 'NV/2026/17',
    datedOn: '2026-01-12',
    ...facts,
  })

  /** Accepts the invitation that was mailed to the nominee, as one does in a browser, without a second factor yet. */
  async function accept({ mail: address, name }: Pick<NominationRecord, 'mail' | 'name'>) {
    const letter = (await platform.mails(address)).at(-1)!
    const secret = /\/welcome#([\w-]{43})/.exec(letter.text)![1]!
    const browser = platform.browser()
    await browser.call(acceptInvitation, { secret, name, language: 'fr', password: PASSWORD, terms: TERMS_VERSION })
    await browser.call(signIn, { mail: address, password: PASSWORD })
    return browser
  }

  /** Sets up the authenticator app, which proves the second factor in this session. */
  async function enrol(browser: ReturnType<typeof platform.browser>) {
    const { secret } = await browser.call(beginApp, { password: PASSWORD })
    await browser.call(confirmApp, { code: new TOTP({ secret }).generate() })
  }

  /** The nomination recorded, verified and invited; nobody has come yet. */
  async function invited(organisation: string, facts: Partial<z.input<typeof nominate.input>> = {}) {
    const { head } = await recorder.browser.call(nominate, recording(organisation, facts))
    await verifier.browser.call(verifyNomination, { id: head.id })
    return verifier.browser.call(inviteNominee, { id: head.id, clearance: 1, request: randomUUID() })
  }

  /** An active focal point, signed in. */
  async function active(organisation: string, facts: Partial<z.input<typeof nominate.input>> = {}) {
    const nomination = await invited(organisation, facts)
    const browser = await accept(nomination)
    await enrol(browser)
    const { id: person } = await platform.owner
      .selectFrom('persons')
      .select('id')
      .where('mail', '=', nomination.mail)
      .executeTakeFirstOrThrow()
    return { id: nomination.head.id, person, mail: nomination.mail, browser }
  }

  return { ...platform, idOf, office, recorder, verifier, recording, accept, enrol, invited, active }
}
