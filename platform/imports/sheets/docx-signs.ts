/** Signs of the fonts of Word that people tick boxes with. */
const SIGNS: Readonly<Record<string, string>> = { FB: '✗', FC: '✓', FD: '☒', FE: '☑', A8: '☐', '6F': '☐', B7: '•' }

/** A sign of a font, by its place there; one that only that font knows is shown as unknown. */
export function signOf({ char = '' }: Readonly<Record<string, string>>): string {
  if (!/^[0-9a-f]{4}$/i.test(char)) return ''
  const code = Number.parseInt(char, 16)
  if (code < 0xe000 || code > 0xf8ff) return String.fromCharCode(code)
  return SIGNS[char.slice(2).toUpperCase()] ?? '\ufffd'
}
