import { CheckboxGroup } from '../../ui/controls/checkbox.tsx'
import { useTexts } from '../../ui/language.tsx'
import { useMay, useSession } from '../../ui/session.tsx'
import { texts } from '../locales/index.ts'
import { ROLES, type Role } from '../roles.ts'

type RoleChoiceProps = {
  value: readonly string[]
  onChange: (roles: Role[]) => void
  /** Held already: may be taken away, even where the reader could not give it. */
  held?: readonly string[]
}

/** Roles, each explained: those that the reader may give, and those held already. */
export function RoleChoice({ value, onChange, held = [] }: RoleChoiceProps) {
  const t = useTexts(texts)
  const { person } = useSession()
  const may = useMay()
  const mayGive = (role: Role) => may('access:accounts') || role === 'reader' || (person?.roles ?? []).includes(role)
  return (
    <CheckboxGroup
      name="roles"
      label={t('roles')}
      description={may('access:accounts') ? undefined : t('roles.note')}
      value={value}
      onChange={(ids) => onChange(ROLES.filter((role) => ids.includes(role)))}
      options={ROLES.filter((id) => mayGive(id) || held.includes(id)).map((id) => ({
        id,
        label: t(`role.${id}`),
        description: t(`role.${id}.lead`),
      }))}
      isRequired
    />
  )
}
