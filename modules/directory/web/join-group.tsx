import { useState } from 'react'
import { listPeople } from '../../../platform/access/people-contract.ts'
import { ask } from '../../../platform/ui/asking.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Checkbox } from '../../../platform/ui/controls/checkbox.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { joinGroup } from '../contract/groups.ts'
import { GroupRole } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useOrganisationSearch } from './organisation-search.ts'

/** People by name, from those whose accounts the administrator keeps. */
const searchPeople = async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
  const { items } = await ask(listPeople, { q, status: ['active'], size: 20 }, { signal })
  return items.map((p) => ({
    id: p.id,
    label: p.name,
    ...(p.organisation && { description: p.organisation.name.text }),
  }))
}

/** Enters that an organisation or a person leads, belongs to or observes the group. */
export function JoinGroup({ group, onClose }: { group: string; onClose: () => void }) {
  const t = useTexts(texts)
  const [request] = useState(() => crypto.randomUUID())
  const [who, setWho] = useState<'organisation' | 'person'>('organisation')
  const [member, setMember] = useState<Option | null>(null)
  const [role, setRole] = useState<GroupRole>('member')
  const [from, setFrom] = useState<DateWithPrecision | null>(null)
  const [until, setUntil] = useState<DateWithPrecision | null>(null)
  const [source, setSource] = useState('')
  const [confirmed, setConfirmed] = useState(true)
  const search = { organisation: useOrganisationSearch(), person: searchPeople }
  const join = useAction(joinGroup, {
    onDone: () => {
      onClose()
      toast(t('join.done'))
    },
  })
  const labels = {
    organisation: t('join.organisation'),
    person: t('join.person'),
    role: t('role'),
    from: t('from'),
    until: t('until'),
    source: t('source'),
  }
  const submit = () => {
    if (!member || !from) return
    join.mutate({
      request,
      group,
      [who]: member.id,
      role,
      from: from.date,
      source,
      confirmed,
      ...(until && { until: until.date }),
    })
  }
  return (
    <Dialog title={t('join')} isOpen onOpenChange={onClose}>
      <Form error={join.error} labels={labels} onSubmit={submit}>
        <RadioGroup
          name="who"
          label={t('join.who')}
          options={(['organisation', 'person'] as const).map((id) => ({ id, label: labels[id] }))}
          value={who}
          onChange={(id) => {
            setWho(id as typeof who)
            setMember(null)
          }}
          inLine
        />
        <ComboBox
          key={who}
          name={who}
          label={labels[who]}
          value={member}
          onChange={setMember}
          search={search[who]}
          isRequired
        />
        <Select
          name="role"
          label={labels.role}
          options={GroupRole.options.map((id) => ({ id, label: t(`role.${id}`) }))}
          value={role}
          onChange={(id) => setRole(GroupRole.parse(id))}
        />
        <DateField name="from" label={labels.from} precisions={['day']} value={from} onChange={setFrom} isRequired />
        <DateField
          name="until"
          label={labels.until}
          description={t('until.note')}
          precisions={['day']}
          value={until}
          onChange={setUntil}
        />
        <TextField
          name="source"
          label={labels.source}
          description={t('source.note')}
          maxLength={300}
          value={source}
          onChange={setSource}
          isRequired
        />
        <Checkbox name="confirmed" isSelected={confirmed} onChange={setConfirmed}>
          {t('join.confirmed')}
        </Checkbox>
        <p>{t('join.note')}</p>
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={join.isPending}
            isDisabled={!member || !from || source.trim().length < 3}
          >
            {t('join')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
