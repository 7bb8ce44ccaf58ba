import { useTexts } from '../../ui/language.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { ROLES } from '../roles.ts'

/** Roles in words, in their usual order. */
export function RoleNames({ roles }: { roles: readonly string[] }) {
  const t = useTexts(texts)
  const { list } = useFormats()
  return list(ROLES.filter((role) => roles.includes(role)).map((role) => t(`role.${role}`)))
}
