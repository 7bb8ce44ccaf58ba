import { ADDED_MAILS } from './alter-add.ts'
import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const PASSWORD = 'quiet harbour lantern 42'
const SECRET = 'A'.repeat(43)
/** Keys, links, questions to a passkey and cookies are random. */
const RANDOM = [/concord_[\w-]{43}/g, /"challenge":"[^"]+"/g, /set-cookie: .*/g, /otpauth:[^"]+/g]

/** Secrets, their pictures and questions: nothing else is in these answers. */
const ALL_RANDOM = [/\{.*\}/s, /content-length: \d+/, /set-cookie: .*/g]

export function accessInputs(r: Reading): Book {
  const people = [...r.world.people.map((p) => p.id), ...r.nowhere]
  const addresses = [
    ...r.world.people.map((p) => p.mail),
    'invited-1@out.example',
    ...ADDED_MAILS,
    'nobody@out.example',
  ]
  const organisations = r.world.organisations.map((o) => o.id)
  const version = (id: string) =>
    (r.snapshot.get('persons')!.find((p) => p['id'] === id)?.['version'] as number | undefined) ?? 1
  const at = people.map((id) => ({ id, version: version(id) }))
  const invitations = [...idsIn(r, 'invitations'), ...r.nowhere]
  const resets = [...idsIn(r, 'factor_resets'), ...r.nowhere]
  const sessions = [...idsIn(r, 'auth.session'), ...r.nowhere]
  return {
    ...signingIn(addresses),
    'access.session': everywhere(r.world, {}),
    'access.terms': everywhere(r.world, {}),
    'access.account': everywhere(r.world, {}),
    'access.sessions': everywhere(r.world, {}),
    'access.tokens': everywhere(r.world, {}),
    'access.organisations': everywhere(r.world, {}, { q: 'una' }, { size: 1, page: 2 }),
    'access.people': everywhere(
      r.world,
      {},
      ...each('organisation', organisations),
      { q: 'person' },
      { role: ['officer'] },
      { size: 2, page: 2 },
    ),
    'access.person': everywhere(r.world, ...each('id', people)),
    'access.invitations': everywhere(r.world, {}, ...each('organisation', organisations)),
    'access.factor_resets': everywhere(r.world, {}),
    'access.change_account': asking({ name: 'Changed name' }, { language: 'fr' }, { listed: false }),
    'access.change_password': asking({ current: 'wrong', password: PASSWORD }),
    'access.mail_code': asking({}),
    'access.prove_mailbox': asking({ code: '123456' }),
    'access.begin_app': { ...asking({}, { password: 'wrong' }), blur: ALL_RANDOM },
    'access.confirm_app': asking({ code: '123456' }),
    'access.remove_app': asking({}),
    'access.begin_passkey': { ...asking({}), blur: ALL_RANDOM },
    'access.add_passkey': asking({ answer: { id: 'x' }, name: 'Key' }),
    'access.remove_passkey': asking(...each('id', r.nowhere)),
    'access.renew_recovery_codes': { ...asking({}), blur: ALL_RANDOM },
    'access.second_factor': asking({ code: '123456' }),
    'access.unlink_sign_on': asking({}),
    'access.begin_sign_on': asking({ link: false }),
    'access.finish_sign_on': asking({ state: 'x', code: 'y' }),
    'access.make_token': {
      ...asking(
        { name: 'Mine', scopes: ['programmes:read'], days: 3 },
        { name: 'More', scopes: ['access:accounts'], days: 3 },
        { name: 'Higher', scopes: [], days: 3, maxLevel: 2 },
      ),
      blur: RANDOM,
    },
    'access.revoke_token': asking(...each('id', [...idsIn(r, 'api_tokens'), ...r.nowhere])),
    'access.invite': asking(
      ...addresses.map((mail) => ({ mail, language: 'en', roles: ['reader'], request: r.chance.uuid() })),
      ...organisations.map((organisation, n) => ({
        organisation,
        mail: `new-${n}@out.example`,
        language: 'en',
        roles: ['officer'],
        request: r.chance.uuid(),
      })),
    ),
    'access.resend_invitation': asking(...each('id', invitations)),
    'access.withdraw_invitation': asking(...each('id', invitations)),
    'access.request_factor_reset': asking(...each('person', people, { reason: 'Telephone lost' })),
    'access.decide_factor_reset': asking(...each('id', resets, { outcome: 'refused' })),
    'access.change_person': asking(
      ...at.map((known) => ({ ...known, title: 'New title' })),
      ...at.map((known) => ({ ...known, version: known.version + 1, clearance: 2 })),
      ...at.slice(0, 4).map((known, n) => ({ ...known, version: known.version + 1, mail: addresses[n + 1] })),
    ),
    'access.set_status': asking(
      ...at
        .slice(2)
        .flatMap(({ id, version }) =>
          [version, version + 1].map((seen) => ({ id, version: seen, status: 'suspended' })),
        ),
    ),
    'access.place_person': asking(
      ...at.slice(4).flatMap(({ id, version }) =>
        [version, version + 2].map((seen) => ({
          id,
          version: seen,
          organisation: organisations[0],
          roles: ['reader'],
        })),
      ),
    ),
    'access.end_sessions': {
      ...asking(
        ...each(
          'id',
          sessions.filter((id) => id !== r.session),
        ),
        {},
      ),
      last: true,
    },
    'access.sign_out': { ...asking({}), blur: RANDOM, last: true },
  }
}

/** What anyone may try before signing in: whose address it is must make no difference. */
const signingIn = (addresses: readonly string[]): Book => ({
  'access.sign_in': { ...asking(...addresses.map((mail) => ({ mail, password: 'not the password' }))), blur: RANDOM },
  'access.sign_in_code': { ...asking({ code: '123456' }), blur: RANDOM },
  'access.sign_in_recovery': { ...asking({ code: 'ABCD-EFGH' }), blur: RANDOM },
  'access.passkey_question': { ...asking({}), blur: RANDOM },
  'access.sign_in_passkey': { ...asking({ answer: { id: 'x' } }), blur: RANDOM },
  'access.accept_terms': asking({ version: 'another' }),
  'access.ask_reset': asking(...each('mail', addresses)),
  'access.reset_password': asking({ secret: SECRET, password: PASSWORD }),
  'access.read_invitation': asking({ secret: SECRET }),
  'access.accept_invitation': asking({
    secret: SECRET,
    name: 'Someone',
    language: 'en',
    password: PASSWORD,
    terms: '2026-01',
  }),
})
