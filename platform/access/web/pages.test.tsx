import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Router } from 'wouter'
import type { z } from 'zod'
import type { Endpoint } from '../../contract.ts'
import { direction, LANGUAGES, type Language, translator } from '../../text.ts'
import { InLanguage } from '../../ui/language.tsx'
import type { PageProps } from '../../ui/pages.ts'
import { InSession } from '../../ui/session.tsx'
import { type Account, listSessions, listTokens, readAccount } from '../account-contract.ts'
import { readTerms, type Session } from '../contract.ts'
import { texts } from '../locales/index.ts'
import {
  type FactorReset,
  listFactorResets,
  listInvitations,
  listPeople,
  type Person as PersonShape,
  readPerson,
} from '../people-contract.ts'
import { termsText } from '../terms.ts'
import { OwnAccount } from './account.tsx'
import { Forgotten } from './forgotten.tsx'
import { Invitations } from './invitations.tsx'
import { LostFactors } from './lost-factors.tsx'
import { NewPassword } from './new-password.tsx'
import { People } from './people.tsx'
import { Person } from './person.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SecondStep } from './second-step.tsx'
import { SignIn } from './sign-in.tsx'
import { Terms } from './terms.tsx'
import { FactorWaits, ResetsWait } from './waits.tsx'
import { Welcome } from './welcome.tsx'

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e'
const AT = '2021-01-29T10:00:00.000Z'
const organisation = {
  id: ID,
  code: 'IRQ',
  kind: 'state',
  name: { text: 'Iraq', language: 'en' as const, original: 'en' as const, outdated: false },
}
const nobody: Session = { demonstration: false, today: '2021-01-29', terms: '2026-01', signOn: 'UN Identity' }
const keeper: Session = {
  ...nobody,
  person: {
    id: ID,
    name: 'Amina Haddad',
    organisation,
    roles: ['org_admin', 'officer'],
    language: 'en',
    permissions: ['access:people', 'access:organisation', 'access:tokens', 'programmes:read'],
    clearance: 1,
    secondFactor: true,
    termsAccepted: true,
  },
}
const account: z.output<typeof Account> = {
  ...{ id: ID, name: 'Amina Haddad', mail: 'amina@iraq.example', title: 'Counsellor', language: 'ar' },
  ...{ organisation, roles: ['org_admin'], clearance: 1, termsVersion: '2026-01', termsAt: AT },
  ...{ secondFactor: true, mailboxProven: false, hasPassword: true, enrolled: true, hasApp: true },
  recoveryCodesLeft: 3,
  passkeys: [{ id: ID, name: 'My phone', addedAt: AT }],
  signOn: { name: 'UN Identity', linked: false },
}
const person: z.output<typeof PersonShape> = {
  ...{ id: ID, name: 'Layth al-Saffar', mail: 'layth@iraq.example', title: 'Attaché', organisation },
  ...{ roles: ['focal_point'], clearance: 2, status: 'suspended', secondFactor: false, invented: true },
  ...{ since: '2020-05-01', version: 3, mayNarrow: true, mayWiden: true },
}
const reset: z.output<typeof FactorReset> = {
  ...{ id: ID, person: { id: ID, name: 'Layth al-Saffar', organisation }, reason: 'Phone lost', mayApprove: true },
  ...{ requestedBy: { id: ID, name: 'Sami' }, requestedAt: AT },
}

type Asked = { endpoint: Endpoint; input: object; answer: unknown }
const asked = <In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> & object,
  answer: z.output<Out>,
): Asked => ({ endpoint, input, answer })

const own = asked(readAccount, {}, account)
const sent = {
  ...{
    id: ID,
    organisation,
    mail: 'new@iraq.example',
    name: '',
    roles: ['reader'],
    clearance: 0,
    language: 'ar' as const,
  },
  ...{ invitedBy: 'Sami', invitedAt: AT, expiresAt: AT },
}
const waiting = [
  asked(listInvitations, { size: 1 }, { items: [sent], total: 7 }),
  asked(listFactorResets, { size: 1 }, { items: [reset], total: 1 }),
  asked(listFactorResets, { size: 100 }, { items: [reset], total: 1 }),
]

type Case = {
  at: string
  Page: ComponentType<PageProps>
  asks?: (l: Language) => Asked[]
  session?: Session
  says: (l: Language) => string[]
}
const t = (l: Language) => texts[l]

const PAGES: Record<string, Case> = {
  'sign-in': {
    at: '/sign-in',
    Page: SignIn,
    says: (l) => [t(l).mail, t(l).forgotten, t(l)['passkey.use'], 'UN Identity'],
  },
  'the second step': {
    at: '/sign-in',
    Page: () => <SecondStep ways={['app', 'passkey', 'recovery_code']} onBack={() => undefined} />,
    says: (l) => [
      t(l).second_step,
      t(l)['second_step.app'],
      t(l)['second_step.use.recovery_code'],
      t(l)['second_step.lost'],
    ],
  },
  'password forgotten': {
    at: '/password/forgotten',
    Page: Forgotten,
    says: (l) => [t(l)['forgotten.lead'], t(l)['forgotten.send']],
  },
  'a link that is not complete': { at: '/password/new', Page: NewPassword, says: (l) => [t(l)['link.broken']] },
  'an invitation without its secret': { at: '/welcome', Page: Welcome, says: (l) => [t(l)['link.invitation_lead']] },
  terms: {
    at: '/terms',
    Page: Terms,
    asks: (l) => [asked(readTerms, {}, { version: '2026-01', language: l, text: termsText(l) })],
    session: { ...keeper, person: { ...keeper.person!, termsAccepted: false } },
    says: (l) => [t(l)['terms.accept'], termsText(l).split('\n## ')[1]!.split('\n')[0]!, 'ST/SGB/2007/6'],
  },
  'choosing a second factor': {
    at: '/second-factor',
    Page: SecondFactor,
    asks: () => [asked(readAccount, {}, { ...account, enrolled: false, hasApp: false, passkeys: [] })],
    says: (l) => [t(l)['way.app'], t(l)['way.passkey.lead'], t(l)['second_factor.later_note']],
  },
  'proving the mailbox': {
    at: '/second-factor?way=app',
    Page: SecondFactor,
    asks: () => [asked(readAccount, {}, { ...account, enrolled: false, hasApp: false, passkeys: [] })],
    says: (l) => [t(l)['mailbox.send'], 'amina@iraq.example'],
  },
  'setting up another app': {
    at: '/second-factor?way=app',
    Page: SecondFactor,
    asks: () => [own],
    says: (l) => [t(l)['app.replace_lead'], t(l).password],
  },
  'setting up a passkey': {
    at: '/second-factor?way=passkey',
    Page: SecondFactor,
    asks: () => [own],
    says: (l) => [t(l)['passkey.name_hint']],
  },
  'proving the second factor': {
    at: '/second-factor',
    Page: SecondFactor,
    asks: () => [asked(readAccount, {}, { ...account, secondFactor: false })],
    says: (l) => [t(l)['prove_factor.lead'], t(l).code],
  },
  'my account': {
    at: '/account',
    Page: OwnAccount,
    asks: () => [
      own,
      asked(
        listSessions,
        {},
        {
          items: [
            {
              id: ID,
              current: true,
              beganAt: AT,
              endsAt: AT,
              address: '203.0.113.7',
              device: null,
              secondFactor: true,
            },
          ],
        },
      ),
      asked(
        listTokens,
        {},
        {
          items: [
            {
              id: ID,
              name: 'Nightly',
              scopes: ['programmes:read'],
              maxLevel: 1,
              createdAt: AT,
              expiresAt: '2999-01-01T00:00:00.000Z',
              usedAt: null,
              revokedAt: null,
            },
          ],
        },
      ),
    ],
    says: (l) => [
      t(l).ways,
      'My phone',
      t(l)['codes.few'],
      t(l)['sign_on.link'],
      t(l)['sessions.this'],
      'Nightly',
      t(l)['token.revoke'],
      t(l)['role.org_admin'],
    ],
  },
  accounts: {
    at: '/accounts',
    Page: People,
    asks: () => [
      ...waiting,
      asked(
        listPeople,
        { page: 1, size: 50, q: '', status: [], role: [], sort: 'name', dir: 'asc' },
        { items: [person], total: 1 },
      ),
    ],
    says: (l) => [
      t(l).accounts,
      'Layth al-Saffar',
      t(l)['role.focal_point'],
      t(l)['status.suspended'],
      t(l)['factor.no'],
      t(l).invite,
    ],
  },
  'an account': {
    at: `/accounts/${ID}`,
    Page: Person,
    asks: () => [asked(readPerson, { id: ID }, person)],
    says: (l) => ['layth@iraq.example', t(l)['set_status.active'], t(l)['set_status.left'], t(l)['account.edit']],
  },
  invitations: {
    at: '/accounts/invitations',
    Page: Invitations,
    asks: () => [...waiting, asked(listInvitations, { page: 1, size: 50 }, { items: [sent], total: 1 })],
    says: (l) => ['new@iraq.example', t(l)['invitation.over'], t(l)['invitation.resend'], t(l)['role.reader']],
  },
  'lost second factors': {
    at: '/accounts/lost-factors',
    Page: LostFactors,
    asks: () => waiting,
    says: (l) => ['Phone lost', t(l)['lost_factor.approve'], t(l)['lost_factor.refuse']],
  },
  'what waits on the home page': {
    at: '/',
    Page: () => (
      <>
        <FactorWaits />
        <ResetsWait />
      </>
    ),
    asks: () => waiting,
    session: { ...keeper, person: { ...keeper.person!, secondFactor: false } },
    says: (l) => [t(l)['waits.factor'], translator(l, texts[l])('waits.resets', { count: 1 })],
  },
}

const inText = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;')

describe.each(Object.entries(PAGES))('%s', (_name, { at, Page, asks, session, says }) => {
  test.each(LANGUAGES)('reads in %s', (language) => {
    const client = new QueryClient()
    for (const { endpoint, input, answer } of asks?.(language) ?? [])
      client.setQueryData([endpoint.path, input, language], answer)
    const [path = '', search = ''] = at.split('?')
    const html = renderToString(
      <QueryClientProvider client={client}>
        <Router ssrPath={path} ssrSearch={search}>
          <InLanguage language={language}>
            <InSession value={session ?? (asks ? keeper : nobody)}>
              <Page params={path.startsWith('/accounts/') ? { id: ID } : {}} />
            </InSession>
          </InLanguage>
        </Router>
      </QueryClientProvider>,
    ).replaceAll('<!-- -->', '')
    expect(html).toContain(`dir="${direction(language)}"`)
    for (const words of says(language)) expect(html, words).toContain(inText(words))
  })
})
