import { asking, type Book, each, everywhere, idsIn, type Reading } from './book-parts.ts'

/** Entries of the directory made twice. */
export function mergingInputs(r: Reading): Book {
  const { world, chance } = r
  const codes = [...world.organisations.map((o) => o.code), 'ZZZ']
  const pairs = codes.flatMap((absorbed, n) => [{ absorbed, kept: codes[(n + 1) % codes.length]! }])
  const merges = [...idsIn(r, 'organisation_merges'), ...r.nowhere]
  return {
    'directory.merges': everywhere(world, {}, { state: 'waiting' }, { state: 'settled', size: 1 }),
    'directory.twins': everywhere(world, {}, ...each('code', codes)),
    'directory.preview_merge': everywhere(world, ...pairs),
    'directory.propose_merge': asking(...pairs.map((pair) => ({ request: chance.uuid(), ...pair, reason: 'Twice' }))),
    'directory.confirm_merge': asking(...each('id', merges)),
    'directory.decline_merge': asking(...each('id', merges)),
  }
}
