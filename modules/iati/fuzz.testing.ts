/** A file broken in some places by chance: cut, doubled, swapped, with foreign bytes and hostile pieces. */
export function breakFile(xml: string, seed: number): string {
  let state = (seed * 2_654_435_761) >>> 0
  const below = (n: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    return state % n
  }
  const pieces = [
    '<',
    '>',
    '&',
    '"',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&#x0;',
    '&#xD800;',
    '\u0000',
    '<?x?>',
    '<!DOCTYPE a>',
    'xmlns="urn:x"',
    '{}[]',
    '\uFFFF',
    'é'.repeat(50),
  ]
  let broken = xml
  for (let n = 1 + below(5); n > 0; n--) {
    const [at, length] = [below(broken.length), below(120)]
    const part = broken.slice(at, at + length)
    const put = [
      () => '',
      () => part + part,
      () => [...part].reverse().join(''),
      () => pieces[below(pieces.length)]! + part,
      () => part.replace(/[a-z]/g, () => String.fromCharCode(32 + below(95))),
      () => broken.slice(below(broken.length)).slice(0, 200),
    ][below(6)]!
    broken = broken.slice(0, at) + put() + broken.slice(at + length)
  }
  return broken
}
