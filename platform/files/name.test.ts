import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName } from './name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['تقرير عام ٢٠٢٠.pdf', 'تقرير عام ٢٠٢٠.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\report.pdf', 'report.pdf'],
  ['..', ''],
  ['.htaccess', 'htaccess'],
  ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
  ['report\u202efdp.exe', 'reportfdp.exe'],
  ['a"b<c>|?*.pdf', 'a_b_c____.pdf'],
  ['e\u0301.pdf', 'é.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(146)}.pdf`],
])('%j becomes %j', (name, expected) => {
  expect(cleanName(name)).toBe(expected)
})

const ODD = [
  'a',
  'é',
  'ع',
  '会',
  '😀',
  '/',
  '\\',
  '.',
  ' ',
  '\0',
  '\n',
  '\u202e',
  '\u200f',
  '\u2028',
  '\ud83d',
  '\udc00',
  '\u0301',
  '"',
  '<',
  ':',
]

test('whatever it was called, a name is one harmless part of a path, and stays as it is when cleaned again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...ODD), maxLength: 200 }), (name) => {
      const clean = cleanName(name)
      expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}"<>]|^\.|\.$/u)
      expect(clean.length).toBeLessThanOrEqual(150)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanName(clean)).toBe(clean)
    }),
    { seed: 7, numRuns: 200 },
  )
})
