import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { CheckboxGroup } from '../../ui/controls/checkbox.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useKitTexts, useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useSession } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { makeToken } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'

const DAYS = [7, 30, 90, 365] as const

/** Makes an API token with some of one's own permissions, and shows its key once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  const { person } = useSession()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [level, setLevel] = useState(0)
  const [days, setDays] = useState<(typeof DAYS)[number]>(30)
  const make = useAction(makeToken)
  const own = (person?.permissions ?? []).filter((permission) => permission !== 'access:tokens').sort()
  if (make.data) return <ShownKey value={make.data.key} until={make.data.expiresAt} onClose={onClose} />
  return (
    <Dialog title={t('token.make')} isOpen onOpenChange={onClose}>
      <Form
        onSubmit={() => make.mutate({ name: name.trim(), scopes, maxLevel: level, days })}
        error={make.error}
        labels={{ name: t('token.name'), scopes: t('token.scopes') }}
      >
        <TextField name="name" label={t('token.name')} value={name} onChange={setName} maxLength={100} isRequired />
        <CheckboxGroup
          name="scopes"
          label={t('token.scopes')}
          description={t('token.scopes_note')}
          options={own.map((id) => ({ id, label: id }))}
          value={scopes}
          onChange={setScopes}
        />
        <Select
          name="maxLevel"
          label={t('token.level')}
          value={String(level)}
          onChange={(id) => setLevel(Number(id))}
          options={[0, 1, 2]
            .filter((id) => id <= (person?.clearance ?? 0))
            .map((id) => ({ id: String(id), label: kit(`level.${id as 0 | 1 | 2}`) }))}
        />
        <Select
          name="days"
          label={t('token.days')}
          value={String(days)}
          onChange={(id) => setDays(DAYS.find((n) => String(n) === id) ?? 30)}
          options={DAYS.map((n) => ({ id: String(n), label: t('days', { count: n }) }))}
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={make.isPending} isDisabled={name.trim() === ''}>
            {t('token.make')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function ShownKey({ value, until, onClose }: { value: string; until: string; onClose: () => void }) {
  const t = useTexts(texts)
  const formats = useFormats()
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    toast(t('copied'))
  }
  return (
    <Dialog
      title={t('token.made')}
      isOpen
      onOpenChange={onClose}
      isFirm
      actions={
        <Button kind="filled" onPress={onClose}>
          {t('token.kept')}
        </Button>
      }
    >
      <div className={css.fields}>
        <p>{t('token.made_lead', { until: formats.moment(until) })}</p>
        <p>
          <bdi className={css.secret}>{value}</bdi>
        </p>
        <div className={css.row}>
          <Button icon="copy" onPress={() => void copy()}>
            {t('copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
