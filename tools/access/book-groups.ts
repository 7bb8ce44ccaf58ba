import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

const written = (en: string) => ({ original: 'en', texts: { en } })

/** What groups are for, who belongs by rule, what they plan. */
export function groupsInputs(r: Reading): Book {
  const { world, chance } = r
  const codes = [...world.groups.map((g) => g.code), 'ADHOC9']
  const group = (code: string) => world.groups.find((g) => g.code === code)!
  const edited = (id: string) => ({
    id,
    version: (r.snapshot.get('group_details')!.find((d) => d['group_id'] === id)?.['version'] as number) ?? 1,
  })
  const rules = [...idsIn(r, 'group_rules'), ...r.nowhere]
  const items = [...idsIn(r, 'plan_items'), ...r.records.slice(0, 3), ...r.nowhere]
  const versionOf = (id: string) =>
    (r.snapshot.get('records')!.find((row) => row['id'] === id)?.['version'] as number) ?? 1
  const item = { title: written('Planned'), lead: null, due: '2030-01-01' }
  return {
    'directory.add_group': asking(
      ...[null, 'WG1', 'ADHOC2'].map((parent, n) => ({
        ...{ request: chance.uuid(), code: `NEW${n}`, kind: parent ? 'sub_group' : 'ad_hoc', parent },
        ...{ since: '2021-01-01', names: written('New group') },
      })),
      { request: chance.uuid(), code: 'ADHOC2', kind: 'ad_hoc', since: '2021-01-01', names: written('Taken') },
    ),
    'directory.edit_group': asking(
      ...world.groups.map(({ id }) => ({ ...edited(id), names: written('Renamed'), terms: written('Terms') })),
    ),
    'directory.dissolve_group': asking(
      ...each('id', [group('WG1').id, group('ADHOC2').id], { version: 1, on: '2099-01-01' }),
    ),
    'directory.propose_rule': asking(
      ...codes.map((code) => ({
        ...{ request: chance.uuid(), group: code, kinds: ['state'], reason: 'Decision' },
        ...{ regions: ['north'], ofGroup: code === 'WG1' ? 'COMPACT' : null },
      })),
    ),
    'directory.confirm_rule': asking(...each('id', rules)),
    'directory.end_rule': asking(...each('id', rules)),
    'directory.plan': everywhere(world, ...each('group', codes), {
      group: 'COMPACT',
      status: ['done'],
      size: 1,
      page: 2,
    }),
    'directory.plan_item': everywhere(world, ...each('id', items)),
    'directory.add_plan_item': asking(
      ...codes.map((code) => ({ request: chance.uuid(), group: code, ...item, lead: 'UNA' })),
      ...codes.map((code) => ({ request: chance.uuid(), group: code, ...item })),
    ),
    'directory.edit_plan_item': asking(
      ...items.map((id) => ({ id, version: versionOf(id), ...item, status: 'under_way', progress: 30 })),
    ),
    'directory.remove_plan_item': asking(...items.map((id) => ({ id, version: versionOf(id) }))),
  }
}
