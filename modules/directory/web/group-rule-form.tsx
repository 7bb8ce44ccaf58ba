import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { proposeRule } from '../contract/group-keeping.ts'
import { listGroups } from '../contract/groups.ts'
import { AnyKind } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useRegionOptions } from './region-options.ts'

const DEVELOPMENT = ['ldc', 'lldc', 'sids'] as const
type Role = 'member' | 'observer'

/** Proposes that all organisations that meet each part belong to the group. */
export function ProposeRule({ group, onClose }: { group: string; onClose: () => void }) {
  const t = useTexts(texts)
  const regionOptions = useRegionOptions() ?? []
  const groups = useEndpoint(listGroups, {})
  const [request] = useState(() => crypto.randomUUID())
  const [kinds, setKinds] = useState<readonly string[]>([])
  const [regions, setRegions] = useState<readonly Option[]>([])
  const [development, setDevelopment] = useState<readonly string[]>([])
  const [ofGroup, setOfGroup] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [reason, setReason] = useState('')
  const propose = useAction(proposeRule, {
    onDone: () => {
      onClose()
      toast(t('rule.propose_done'))
    },
  })
  const labels = {
    kinds: t('rule.kinds'),
    regions: t('rule.regions'),
    development: t('development'),
    ofGroup: t('rule.of_group'),
    role: t('role'),
    reason: t('rule.reason'),
  }
  const submit = () =>
    propose.mutate({
      request,
      group,
      kinds: AnyKind.options.filter((kind) => kinds.includes(kind)),
      regions: regions.map((r) => r.id),
      development: DEVELOPMENT.filter((d) => development.includes(d)),
      ofGroup: ofGroup || null,
      role,
      reason,
    })
  const others = (groups.data?.items ?? []).filter((g) => g.code !== group && g.dissolvedOn === null)
  return (
    <Dialog
      title={t('rule.propose')}
      isOpen
      onOpenChange={onClose}
      isFirm
      actions={<Button onPress={onClose}>{t('back')}</Button>}
    >
      <Form error={propose.error} labels={labels} onSubmit={submit}>
        <p>{t('rule.note')}</p>
        <CheckboxGroup
          name="kinds"
          label={labels.kinds}
          options={AnyKind.options.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={kinds}
          onChange={setKinds}
          isRequired
        />
        <MultiComboBox
          name="regions"
          label={labels.regions}
          options={regionOptions}
          value={regions}
          onChange={setRegions}
        />
        <CheckboxGroup
          name="development"
          label={labels.development}
          options={DEVELOPMENT.map((id) => ({ id, label: t(`development.${id}`) }))}
          value={development}
          onChange={setDevelopment}
        />
        <Select
          name="ofGroup"
          label={labels.ofGroup}
          options={[{ id: '', label: '–' }, ...others.map((g) => ({ id: g.code, label: g.name.text }))]}
          value={ofGroup}
          onChange={setOfGroup}
        />
        <Select
          name="role"
          label={labels.role}
          options={(['member', 'observer'] as const).map((id) => ({ id, label: t(`role.${id}`) }))}
          value={role}
          onChange={(id) => setRole(id as Role)}
        />
        <TextField
          name="reason"
          label={labels.reason}
          description={t('rule.reason_note')}
          maxLength={500}
          value={reason}
          onChange={setReason}
          isRequired
        />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={propose.isPending}
            isDisabled={kinds.length === 0 || reason.trim().length < 3}
          >
            {t('rule.propose')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
