import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** Facts of a nominee, as a note verbale gives them. */
const facts = (n: number) => ({
  name: `Nominee ${n}`,
  mail: `nominee-new-${n}@out.example`,
  language: 'fr',
  main: false,
  themes: ['border'],
  form: 'letter',
  reference: `L/${n}`,
  datedOn: '2021-01-29',
})

export function focalPointInputs(r: Reading): Book {
  const { world, snapshot, chance } = r
  const codes = [...world.organisations.map((o) => o.code), 'ZZZ']
  const nominations = [...idsIn(r, 'nominations'), ...r.nowhere]
  const versionOf = (id: string) => snapshot.get('nominations')!.find((n) => n['id'] === id)?.['version'] ?? 1
  const active = snapshot.get('nominations')!.flatMap((n) => (n['state'] === 'active' ? [n['id'] as string] : []))
  const handing = [...active, r.nowhere[0]!]
  const pairs = handing.flatMap((id) => handing.map((to) => ({ id, to, reason: 'New posting' })))
  return {
    'directory.count_focal_points': everywhere(world, {}, { on: '2020-12-31' }, { on: '2020-03-01' }),
    'directory.nominations': everywhere(
      world,
      {},
      ...each('organisation', codes),
      { view: 'to_verify' },
      { view: 'active', sort: 'confirm', dir: 'desc' },
      { view: 'lapsed' },
      { view: 'past' },
      { q: 'nominee 1' },
      { sort: 'name', size: 1, page: 2 },
    ),
    'directory.nomination': everywhere(world, ...each('id', nominations)),
    'directory.state_cover': everywhere(
      world,
      {},
      { cover: ['active', 'nominated'] },
      { q: 'xaa' },
      { regions: ['north'], sort: 'seen' },
      { size: 1, page: 2 },
    ),
    'directory.focal_points': everywhere(world, ...each('organisation', codes)),
    'directory.nominate': asking(
      ...codes.map((organisation, n) => ({ request: chance.uuid(), organisation, ...facts(n) })),
      { request: chance.uuid(), ...facts(90) },
      // Known to one side only.
      { request: chance.uuid(), organisation: 'XBB', ...facts(91), mail: 'nominee-0@out.example' },
    ),
    'directory.correct_nomination': asking(
      ...nominations.map((id, n) => ({ id, version: versionOf(id), ...facts(n + 20) })),
    ),
    'directory.verify_nomination': asking(...each('id', nominations)),
    'directory.invite_nominee': {
      ...asking(...each('id', nominations, { request: chance.uuid() })),
      blur: [/[\w-]{43}/g],
    },
    'directory.reconfirm_nomination': asking(...each('id', nominations, { note: 'NV 3 of 4 May' })),
    'directory.hand_over': asking(...pairs),
    'directory.withdraw_nomination': asking(
      ...each('id', nominations, { reason: 'Wrote again' }),
      ...each('id', nominations, { reason: 'Not confirmed', outcome: 'ended' }),
    ),
  }
}
