import { Suspense, useState } from 'react'
import type { z } from 'zod'
import { useGo } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { later } from '../../ui/later.ts'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { PageProps } from '../../ui/pages.ts'
import { RecordPage } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { type Person as PersonShape, readPerson, setStatus } from '../people-contract.ts'
import { useFailure } from './failure.ts'
import { FactorMark, StatusBadge } from './person-marks.tsx'
import { RoleNames } from './role-names.tsx'

const EditPerson = later(() => import('./edit-person.tsx').then((m) => m.EditPerson))
const PlacePerson = later(() => import('./place-person.tsx').then((m) => m.PlacePerson))
const TakeOffFactor = later(() => import('./take-off-factor.tsx').then((m) => m.TakeOffFactor))

type Shape = z.output<typeof PersonShape>
type Open = 'edit' | 'place' | 'factor' | 'suspended' | 'left' | 'active'

/** One account, with what the reader may do about it. */
export function Person({ params }: PageProps) {
  const person = useEndpoint(readPerson, { id: params['id'] ?? '' })
  return (
    <Answer of={person} shape="record">
      {(data) => <OnePerson person={data} />}
    </Answer>
  )
}

function OnePerson({ person }: { person: Shape }) {
  const t = useTexts(texts)
  const formats = useFormats()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <RecordPage
        kind={t('account.kind')}
        name={person.name}
        title={<bdi>{person.name}</bdi>}
        status={<StatusBadge status={person.status} />}
        isInvented={person.invented}
        back={{ href: '/accounts', label: t('accounts') }}
        actions={<Actions person={person} onOpen={setOpen} />}
        facts={[
          { label: t('mail'), value: <bdi>{person.mail}</bdi> },
          {
            label: t('organisation'),
            value: person.organisation && (
              <span lang={person.organisation.name.language}>{person.organisation.name.text}</span>
            ),
          },
          { label: t('title'), value: person.title && <span dir="auto">{person.title}</span> },
          { label: t('roles'), value: <RoleNames roles={person.roles} />, wide: true },
        ]}
        aside={[
          { label: t('clearance'), value: <LevelMark level={person.clearance} /> },
          { label: t('second_factor'), value: <FactorMark has={person.secondFactor} /> },
          { label: t('since'), value: person.since && formats.day(person.since) },
        ]}
      >
        {!person.mayNarrow && <p>{t('account.not_yours')}</p>}
      </RecordPage>
      <Suspense>
        {open === 'edit' && <EditPerson person={person} onClose={close} />}
        {open === 'place' && <PlacePerson person={person} onClose={close} />}
        {open === 'factor' && <TakeOffFactor person={person} onClose={close} />}
      </Suspense>
      {(open === 'suspended' || open === 'left' || open === 'active') && (
        <ChangeStatus person={person} status={open} onClose={close} />
      )}
    </>
  )
}

/** What the reader may do with this account now. */
function Actions({ person, onOpen }: { person: Shape; onOpen: (open: Open) => void }) {
  const t = useTexts(texts)
  const may = useMay()
  if (!person.mayNarrow) return null
  const isIn = person.status === 'active'
  return (
    <>
      <Button kind="filled" icon="edit" onPress={() => onOpen('edit')}>
        {t('account.edit')}
      </Button>
      {person.mayWiden && isIn && person.secondFactor && (
        <Button onPress={() => onOpen('factor')}>{t('take_off')}</Button>
      )}
      {may('access:accounts') && <Button onPress={() => onOpen('place')}>{t('place')}</Button>}
      {isIn && <Button onPress={() => onOpen('suspended')}>{t('set_status.suspended')}</Button>}
      {!isIn && person.mayWiden && <Button onPress={() => onOpen('active')}>{t('set_status.active')}</Button>}
      {person.status !== 'left' && <Button onPress={() => onOpen('left')}>{t('set_status.left')}</Button>}
    </>
  )
}

type ChangeStatusProps = { person: Shape; status: 'suspended' | 'left' | 'active'; onClose: () => void }

function ChangeStatus({ person, status, onClose }: ChangeStatusProps) {
  const t = useTexts(texts)
  const go = useGo()
  const may = useMay()
  const { tell } = useFailure()
  const change = useAction(setStatus, {
    onDone: () => {
      toast(t(`status_set.${status}`, { name: person.name }))
      // Who left belongs to the organisation no more: its administrator has nothing to see here.
      if (status === 'left' && !may('access:accounts')) go('/accounts', { replace: true })
    },
  })
  return (
    <AlertDialog
      title={t(`set_status.${status}`)}
      confirm={t(`set_status.${status}`)}
      isDanger={status !== 'active'}
      isOpen
      onOpenChange={onClose}
      isPending={change.isPending}
      onConfirm={() =>
        change.mutate({ id: person.id, version: person.version, status }, { onError: tell, onSettled: onClose })
      }
    >
      <p>{t(`set_status.${status}.lead`, { name: person.name })}</p>
    </AlertDialog>
  )
}
