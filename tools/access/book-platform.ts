import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** Codes and links in mails are random. */
const CODES = [/\d{4} \d{4}/g, /[\w-]{43}/g]

export function platformInputs(r: Reading): Book {
  const [record] = r.world.records
  const files = [...idsIn(r, 'files'), ...r.nowhere]
  const emergencies = [...idsIn(r, 'emergencies'), ...r.nowhere]
  const own = r.viewer ? r.world.people.findIndex(({ id }) => id === r.viewer?.id) : 0
  return {
    'drafts.save': asking(
      { key: 'programmes.new', value: { title: 'Again' } },
      { key: `programmes.edit:${record!.id}`, value: { title: 'Of mine' } },
      { key: 'x'.repeat(201), value: null },
    ),
    'drafts.load': asking(
      { key: 'programmes.new' },
      ...r.world.records.slice(0, 8).map(({ id }) => ({ key: `programmes.edit:${id}` })),
      { key: 'absent' },
    ),
    'drafts.list': everywhere(r.world, {}),
    'drafts.discard': asking({ key: `programmes.edit:${r.world.records[own]!.id}` }, { key: 'absent' }),
    'mail.outbox': {
      ...everywhere(
        r.world,
        {},
        { page: 2, size: 1 },
        { to: 'invited-1@out.example' },
        ...r.world.people.map(({ mail }) => ({ to: mail })),
        { to: 'nobody@out.example' },
      ),
      blur: CODES,
    },
    'mail.read': asking(
      ...each('id', [...idsIn(r, 'mails'), ...r.nowhere]),
      ...each('id', idsIn(r, 'mails'), { to: 'invited-1@out.example' }),
    ),
    'files.list': everywhere(r.world, ...each('record', r.records)),
    'files.download': asking(...each('id', files)),
    'files.attach': {
      inputs: r.records.map((id, n) => ({
        input: { record: id, name: 'Minutes.txt', request: `f11e0000-0000-4000-8000-${String(n).padStart(12, '0')}` },
        file: Buffer.from(`Minutes of the test, ${n}`),
      })),
    },
    'emergency.list': everywhere(r.world, {}, { view: 'mine' }, { view: 'past' }),
    'emergency.ask': asking(
      ...r.records.map((record) => ({
        record,
        reason: 'An emergency in the test world',
        hours: 2,
        request: r.chance.uuid(),
      })),
    ),
    'emergency.approve': asking(...each('id', emergencies)),
    'emergency.withdraw': asking(...each('id', emergencies)),
    'reference.openapi': asking({}),
    'files.remove': asking(...each('id', files)),
  }
}
