import { Suspense, useState } from 'react'
import { show } from '../../../platform/text.ts'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { dissolveGroup } from '../contract/group-keeping.ts'
import type { GroupRecord } from '../contract/groups.ts'
import { texts } from '../locales/index.ts'

const EditGroup = later(() => import('./group-form.tsx').then((m) => m.EditGroup))
const ProposeRule = later(() => import('./group-rule-form.tsx').then((m) => m.ProposeRule))
const JoinGroup = later(() => import('./join-group.tsx').then((m) => m.JoinGroup))

/** What administrators of the directory do with a group. */
export function KeepGroup({ of }: { of: GroupRecord }) {
  const t = useTexts(texts)
  const [does, setDoes] = useState<'join' | 'edit' | 'rule' | 'dissolve' | null>(null)
  const close = () => setDoes(null)
  const isOver = of.dissolvedOn !== null
  return (
    <>
      {!isOver && (
        <Button kind="filled" icon="plus" onPress={() => setDoes('join')}>
          {t('join')}
        </Button>
      )}
      <Menu
        label={t('acts')}
        trigger={<IconButton icon="more" label={t('acts')} />}
        entries={[
          { id: 'edit', label: t('group.edit'), icon: 'edit', onAction: () => setDoes('edit') },
          ...(of.rule === null && !isOver
            ? [{ id: 'rule', label: t('rule.propose'), icon: 'filter' as const, onAction: () => setDoes('rule') }]
            : []),
          ...(of.kind !== 'compact' && !isOver
            ? [
                {
                  id: 'dissolve',
                  label: t('group.dissolve'),
                  icon: 'clock' as const,
                  isDanger: true,
                  onAction: () => setDoes('dissolve'),
                },
              ]
            : []),
        ]}
      />
      <Suspense>
        {does === 'join' && <JoinGroup group={of.code} onClose={close} />}
        {does === 'edit' && <EditGroup of={of} onClose={close} />}
        {does === 'rule' && <ProposeRule group={of.code} onClose={close} />}
      </Suspense>
      {does === 'dissolve' && <DissolveGroup of={of} onClose={close} />}
    </>
  )
}

function DissolveGroup({ of, onClose }: { of: GroupRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const [on, setOn] = useState<DateWithPrecision | null>({ date: today, precision: 'day' })
  const dissolve = useAction(dissolveGroup, {
    onDone: () => {
      onClose()
      toast(t('group.dissolve_done'))
    },
  })
  return (
    <Dialog
      title={`${t('group.dissolve')}: ${show(of.names, language).text}`}
      isOpen
      onOpenChange={onClose}
      size="small"
    >
      <Form
        error={dissolve.error}
        labels={{ on: t('on') }}
        onSubmit={() => on && dissolve.mutate({ id: of.id, version: of.version, on: on.date })}
      >
        <p>{t('group.dissolve_note')}</p>
        <DateField name="on" label={t('on')} precisions={['day']} value={on} onChange={setOn} isRequired />
        <FormActions>
          <Button type="submit" kind="danger" isPending={dissolve.isPending} isDisabled={on === null}>
            {t('group.dissolve')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
