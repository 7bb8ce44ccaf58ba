import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const written = (en: string) => ({ original: 'en', texts: { en } })

export function directoryInputs(r: Reading): Book {
  const { world } = r
  const codes = [...world.organisations.map((o) => o.code), 'ZZZ']
  const groups = [...world.groups.map((g) => g.code), 'ADHOC9']
  const details = (id: string) => r.snapshot.get('organisation_details')!.find((d) => d['organisation'] === id)
  const at = (id: string) => ({ id, version: (details(id)?.['version'] as number | undefined) ?? 0 })
  const memberships = [...idsIn(r, 'group_members'), ...r.nowhere]
  const [, una, , xbb] = world.organisations
  return {
    'directory.states': everywhere(
      world,
      {},
      { q: 'xaa' },
      { regions: ['north'] },
      { on: '2019-01-01' },
      { page: 2, size: 1 },
    ),
    'directory.state': everywhere(world, ...each('code', codes)),
    'directory.organisations': everywhere(
      world,
      {},
      { q: 'org' },
      { compact: 'member' },
      { compact: 'unconfirmed' },
      { compact: 'none' },
      { sort: 'code', dir: 'desc', size: 2 },
    ),
    'directory.organisation': everywhere(world, ...each('code', codes), ...each('code', codes, { on: '2020-06-01' })),
    'directory.regions': everywhere(world, {}),
    'directory.taxonomies': everywhere(world, {}),
    'directory.groups': everywhere(world, {}, { kind: 'working_group' }, { kind: 'ad_hoc' }, { on: '2020-06-01' }),
    'directory.group': everywhere(world, ...each('code', groups), ...each('code', groups, { on: '2020-06-01' })),
    'directory.people': everywhere(world, ...searches(r)),
    'directory.colleagues': everywhere(world, ...each('organisation', codes), {
      organisation: codes[0],
      size: 1,
      page: 2,
    }),
    'directory.listing': everywhere(world, {}),
    'directory.list_myself': asking({ listed: true }, { listed: false }),
    'directory.join_group': asking(
      ...groups.map((group, n) => ({
        request: r.chance.uuid(),
        group,
        organisation: codes[n % 5],
        role: 'member',
        from: '2021-01-01',
        source: 'Letter',
      })),
    ),
    'directory.end_membership': asking(...each('id', memberships, { lastDay: '2026-01-01' })),
    'directory.confirm_membership': asking(...each('id', memberships, { source: 'Letter of confirmation' })),
    'directory.remove_membership': asking(...each('id', memberships)),
    'directory.add_organisation': asking(
      {
        request: r.chance.uuid(),
        code: 'NEWORG',
        kind: 'other_organisation',
        names: written('New organisation'),
        from: '2021-01-01',
      },
      { request: r.chance.uuid(), code: 'UNA', kind: 'un_entity', names: written('Taken code'), from: '2021-01-01' },
    ),
    'directory.edit_organisation': asking({
      ...at(una!.id),
      acronym: written('UB'),
      partOf: 'UNA',
      note: written('Note'),
    }),
    'directory.rename_organisation': asking({
      ...at(una!.id),
      names: written('Renamed'),
      formal: null,
      from: '2021-02-01',
    }),
    'directory.record_departure': asking({ ...at(xbb!.id), on: '2099-01-01' }),
    'directory.record_return': asking({ ...at(xbb!.id), on: '2099-02-01' }),
  }
}

const searches = ({ world }: Reading): object[] => [
  { purpose: 'Preparing the meeting' },
  {},
  ...world.people.map((_, n) => ({ purpose: 'Preparing the meeting', q: `person ${n}` })),
  { purpose: 'Preparing the meeting', organisation: 'XAA' },
  { purpose: 'Preparing the meeting', role: 'officer' },
  { purpose: 'Preparing the meeting', size: 1, page: 2 },
]
