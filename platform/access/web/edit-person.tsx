import { useState } from 'react'
import type { z } from 'zod'
import { Refusal } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions, FormRow } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { EditConflict } from '../../ui/overlays/edit-conflict.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useMay } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { texts } from '../locales/index.ts'
import { changePerson, type Person } from '../people-contract.ts'
import { LevelChoice } from './level-choice.tsx'
import { RoleChoice } from './role-choice.tsx'
import { RoleNames } from './role-names.tsx'

type Shape = z.output<typeof Person>
type Edited = Pick<Shape, 'version' | 'name' | 'title' | 'mail' | 'roles' | 'clearance'>

const editedOf = ({ version, name, title, mail, roles, clearance }: Shape): Edited => ({
  version,
  name,
  title,
  mail,
  roles,
  clearance,
})

/** Changes name, title, roles and clearance; for the secretariat the mail address too. */
export function EditPerson({ person, onClose }: { person: Shape; onClose: () => void }) {
  const t = useTexts(texts)
  const may = useMay()
  const [base] = useState(() => editedOf(person))
  const [value, setValue] = useState(base)
  const change = useAction(changePerson, {
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  const conflict =
    change.error instanceof Refusal && change.error.problem.code === 'edit_conflict'
      ? (change.error.problem.detail as { current: Shape }).current
      : undefined
  const send = (next: Edited) => {
    const changed = (key: keyof Edited) => JSON.stringify(next[key]) !== JSON.stringify(base[key])
    const part = Object.fromEntries(
      (['name', 'title', 'mail', 'roles', 'clearance'] as const).filter(changed).map((key) => [key, next[key]]),
    )
    change.mutate({ id: person.id, version: next.version, ...part })
  }
  if (conflict)
    return (
      <EditConflict
        base={base}
        mine={value}
        theirs={editedOf(conflict)}
        fields={[
          { key: 'name', label: t('name'), show: (v) => <bdi>{v.name}</bdi> },
          { key: 'title', label: t('title'), show: (v) => <span dir="auto">{v.title}</span> },
          { key: 'mail', label: t('mail'), show: (v) => <bdi>{v.mail}</bdi> },
          { key: 'roles', label: t('roles'), show: (v) => <RoleNames roles={v.roles} /> },
          { key: 'clearance', label: t('clearance'), show: (v) => <LevelMark level={v.clearance} /> },
        ]}
        onCancel={change.reset}
        onResolve={(merged) => {
          setValue(merged)
          send(merged)
        }}
      />
    )
  return (
    <Dialog title={t('account.edit')} isOpen onOpenChange={onClose}>
      <Form
        onSubmit={() => send(value)}
        error={change.error}
        labels={{ name: t('name'), title: t('title'), mail: t('mail'), roles: t('roles'), clearance: t('clearance') }}
      >
        <FormRow>
          <TextField
            name="name"
            label={t('name')}
            value={value.name}
            onChange={(name) => setValue({ ...value, name })}
            isRequired
          />
          <TextField
            name="title"
            label={t('title')}
            value={value.title}
            onChange={(title) => setValue({ ...value, title })}
          />
        </FormRow>
        {may('access:accounts') && (
          <TextField
            name="mail"
            label={t('mail')}
            description={t('account.mail_note')}
            type="email"
            value={value.mail}
            onChange={(mail) => setValue({ ...value, mail })}
            isRequired
          />
        )}
        <RoleChoice value={value.roles} held={base.roles} onChange={(roles) => setValue({ ...value, roles })} />
        <LevelChoice
          value={value.clearance as 0 | 1 | 2}
          held={base.clearance}
          onChange={(clearance) => setValue({ ...value, clearance })}
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={change.isPending} isDisabled={value.roles.length === 0}>
            {t('account.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('back')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
