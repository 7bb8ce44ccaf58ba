import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { type Person, placePerson } from '../people-contract.ts'
import type { Role } from '../roles.ts'
import { ChooseOrganisation } from './choose-organisation.tsx'
import { RoleChoice } from './role-choice.tsx'

/** Moves a person to another organisation, as someone changes posts. */
export function PlacePerson({ person, onClose }: { person: z.output<typeof Person>; onClose: () => void }) {
  const t = useTexts(texts)
  const [organisation, setOrganisation] = useState<Option | null>(null)
  const [roles, setRoles] = useState<Role[]>(['reader'])
  const [title, setTitle] = useState('')
  const place = useAction(placePerson, {
    onDone: () => {
      toast(t('place.done', { name: person.name }))
      onClose()
    },
  })
  return (
    <Dialog title={t('place')} isOpen onOpenChange={onClose}>
      <Form
        onSubmit={() =>
          organisation &&
          place.mutate({
            id: person.id,
            version: person.version,
            organisation: organisation.id,
            roles,
            title: title.trim(),
          })
        }
        error={place.error}
        labels={{ organisation: t('organisation'), roles: t('roles'), title: t('title') }}
      >
        <p>{t('place.lead', { name: person.name })}</p>
        <ChooseOrganisation value={organisation} onChange={setOrganisation} />
        <TextField name="title" label={t('title')} value={title} onChange={setTitle} maxLength={200} />
        <RoleChoice value={roles} onChange={setRoles} />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={place.isPending}
            isDisabled={!organisation || roles.length === 0}
          >
            {t('place')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('back')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
