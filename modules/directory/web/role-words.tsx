import { ROLES } from '../../../platform/access/roles.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { texts } from '../locales/index.ts'

/** What a person is in their organisation, in words. */
export function RoleWords({ roles }: { roles: readonly string[] }) {
  const t = useTexts(texts)
  const { list } = useFormats()
  return list(ROLES.filter((role) => roles.includes(role)).map((role) => t(`person.${role}`)))
}
