import { useState } from 'react'
import type { Language } from '../../text.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions, FormRow } from '../../ui/controls/form.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { LANGUAGE_NAMES, useLanguage, useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { invite } from '../people-contract.ts'
import type { Role } from '../roles.ts'
import { ChooseOrganisation } from './choose-organisation.tsx'
import { LevelChoice } from './level-choice.tsx'
import { RoleChoice } from './role-choice.tsx'

/** Invites someone by mail: into one's own organisation, or for the secretariat into any. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const may = useMay()
  const reading = useLanguage()
  const [request] = useState(() => crypto.randomUUID())
  const [organisation, setOrganisation] = useState<Option | null>(null)
  const [mail, setMail] = useState('')
  const [name, setName] = useState('')
  const [title, setTitle] = useState('')
  const [language, setLanguage] = useState<Language>(reading)
  const [roles, setRoles] = useState<Role[]>(['reader'])
  const [clearance, setClearance] = useState<0 | 1 | 2>(0)
  const send = useAction(invite, {
    onDone: () => {
      toast(t('invite.sent', { mail }))
      onClose()
    },
  })
  const isAnywhere = may('access:accounts')
  const isReady = mail.includes('@') && roles.length > 0 && (!isAnywhere || organisation !== null)
  return (
    <Dialog title={t('invite')} isOpen onOpenChange={onClose} isFirm={send.isPending}>
      <Form
        onSubmit={() =>
          send.mutate({
            ...(organisation && { organisation: organisation.id }),
            ...{ mail: mail.trim(), name: name.trim(), title: title.trim(), language, roles, clearance, request },
          })
        }
        error={send.error}
        labels={{ mail: t('mail'), name: t('name'), roles: t('roles'), organisation: t('organisation') }}
      >
        {isAnywhere && <ChooseOrganisation value={organisation} onChange={setOrganisation} />}
        <TextField name="mail" label={t('mail')} type="email" value={mail} onChange={setMail} isRequired />
        <FormRow>
          <TextField name="name" label={t('name')} value={name} onChange={setName} maxLength={200} />
          <TextField name="title" label={t('title')} value={title} onChange={setTitle} maxLength={200} />
        </FormRow>
        <Select
          name="language"
          label={t('invite.language')}
          value={language}
          onChange={(id) => setLanguage(id as Language)}
          options={Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({ id, label }))}
        />
        <RoleChoice value={roles} onChange={setRoles} />
        <LevelChoice value={clearance} onChange={setClearance} />
        <FormActions>
          <Button type="submit" kind="filled" icon="mail" isPending={send.isPending} isDisabled={!isReady}>
            {t('invite.send')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('back')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
