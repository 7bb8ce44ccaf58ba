import { expect, test } from 'vitest'
import { requireStrong } from './passwords.ts'

const about = { name: 'Amina Haddad', mail: 'a.haddad.iq@example.org' }

test.each([
  ['correct horse battery', undefined],
  ['تفاحة خضراء على الطاولة', undefined],
  ['緑の林檎が机の上にあります朝', undefined],
  ['quiet harbour lantern 42', undefined],
  ['short one', 'access.password_short'],
  ['x'.repeat(129), 'access.password_long'],
  ['Password2024!!', 'access.password_known'],
  ['p@ssw0rd2024!', 'access.password_known'],
  ['passwordpassword', 'access.password_known'],
  ['qwertyuiop123', 'access.password_known'],
  ['987654321098', 'access.password_known'],
  ['aaaaaaaaaaaaaa', 'access.password_known'],
  ['!!!!Dragon1984', 'access.password_known'],
  ['the haddad family', 'access.password_personal'],
  ['my AMÍNA and tea', 'access.password_personal'],
])('%s', async (password, refusal) => {
  if (refusal) await expect(requireStrong(password, about)).rejects.toMatchObject({ code: refusal })
  else await requireStrong(password, about)
})
