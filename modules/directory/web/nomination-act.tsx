import { useState } from 'react'
import { LevelChoice } from '../../../platform/access/web/level-choice.tsx'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import {
  correctNomination,
  handOver,
  inviteNominee,
  type Nomination,
  type NominationRecord,
  reconfirmNomination,
  verifyNomination,
  withdrawNomination,
} from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { NominationForm } from './nomination-form.tsx'
import { MovedWork } from './nomination-words.tsx'

type Act = Nomination['acts'][number]
type Doing = { of: NominationRecord; onClose: () => void }

/** What the form of an act asks. */
export function NominationAct({ act, of, onClose }: Doing & { act: Act }) {
  switch (act) {
    case 'verify':
      return <Verify of={of} onClose={onClose} />
    case 'invite':
      return <Invite of={of} onClose={onClose} />
    case 'reconfirm':
      return <Reconfirm of={of} onClose={onClose} />
    case 'correct':
      return <Correct of={of} onClose={onClose} />
    case 'hand_over':
      return <HandOver of={of} onClose={onClose} />
    default:
      return <Withdraw of={of} act={act} onClose={onClose} />
  }
}

function useDone(act: Act, onClose: () => void) {
  const t = useTexts(texts)
  return {
    onDone: () => {
      onClose()
      toast(t(`done.${act}`))
    },
  }
}

function Verify({ of, onClose }: Doing) {
  const t = useTexts(texts)
  const verify = useAction(verifyNomination, useDone('verify', onClose))
  return (
    <Dialog title={t('act.verify')} isOpen onOpenChange={onClose} size="small">
      <Form error={verify.error} onSubmit={() => verify.mutate({ id: of.head.id })}>
        <p>{t('act.verify_note')}</p>
        <FormActions>
          <Button type="submit" kind="filled" isPending={verify.isPending}>
            {t('act.verify')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Invite({ of, onClose }: Doing) {
  const t = useTexts(texts)
  const [request] = useState(() => crypto.randomUUID())
  const [clearance, setClearance] = useState<0 | 1 | 2>(0)
  const invite = useAction(inviteNominee, useDone('invite', onClose))
  return (
    <Dialog title={t('act.invite')} isOpen onOpenChange={onClose} size="small">
      <Form error={invite.error} onSubmit={() => invite.mutate({ id: of.head.id, clearance, request })}>
        <p>{t('act.invite_note', { mail: of.mail })}</p>
        <LevelChoice value={clearance} onChange={setClearance} />
        <FormActions>
          <Button type="submit" kind="filled" icon="mail" isPending={invite.isPending}>
            {t('act.invite')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Reconfirm({ of, onClose }: Doing) {
  const t = useTexts(texts)
  const { person } = useSession()
  const isOwn = person?.organisation.id === of.head.originator.id
  const [note, setNote] = useState('')
  const reconfirm = useAction(reconfirmNomination, useDone('reconfirm', onClose))
  return (
    <Dialog title={t('act.reconfirm')} isOpen onOpenChange={onClose} size="small">
      <Form
        error={reconfirm.error}
        labels={{ note: t('act.reconfirm_ref') }}
        onSubmit={() => reconfirm.mutate({ id: of.head.id, note })}
      >
        <p>{t('act.reconfirm_note')}</p>
        {!isOwn && (
          <TextField
            name="note"
            label={t('act.reconfirm_ref')}
            value={note}
            onChange={setNote}
            maxLength={300}
            isRequired
          />
        )}
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={reconfirm.isPending}
            isDisabled={!isOwn && note.trim().length < 3}
          >
            {t('act.reconfirm')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Correct({ of, onClose }: Doing) {
  const t = useTexts(texts)
  const correct = useAction(correctNomination, useDone('correct', onClose))
  return (
    <NominationForm
      of={of}
      title={t('act.correct')}
      note={t('act.correct_note')}
      submit={t('act.correct')}
      isPending={correct.isPending}
      error={correct.error}
      onSubmit={({ organisation: _, ...facts }) => correct.mutate({ id: of.head.id, version: of.version, ...facts })}
      onClose={onClose}
    />
  )
}

/** Ends with the list of what moved: it is the last that a predecessor sees. */
function HandOver({ of, onClose }: Doing) {
  const t = useTexts(texts)
  const [to, setTo] = useState<string | null>(of.others[0]?.id ?? null)
  const [reason, setReason] = useState('')
  const hand = useAction(handOver)
  if (hand.data)
    return (
      <Dialog title={t('done.hand_over')} isOpen onOpenChange={onClose} size="small">
        <MovedWork of={hand.data.history[0]?.moved ?? {}} />
      </Dialog>
    )
  return (
    <Dialog title={t('act.hand_over')} isOpen onOpenChange={onClose} size="small">
      <Form error={hand.error} onSubmit={() => to && hand.mutate({ id: of.head.id, to, reason })}>
        {of.others.length === 0 ? (
          <p>{t('act.hand_over_nobody')}</p>
        ) : (
          <>
            <p>{t('act.hand_over_note', { name: of.name })}</p>
            <Select
              name="to"
              label={t('act.hand_over_to')}
              value={to}
              onChange={setTo}
              options={of.others.map(({ id, name }) => ({ id, label: name }))}
            />
            <TextField name="reason" label={t('act.reason')} value={reason} onChange={setReason} maxLength={500} />
            <FormActions>
              <Button type="submit" kind="danger" isPending={hand.isPending} isDisabled={to === null}>
                {t('act.hand_over')}
              </Button>
            </FormActions>
          </>
        )}
      </Form>
    </Dialog>
  )
}

function Withdraw({ of, act, onClose }: Doing & { act: 'withdraw' | 'end' }) {
  const t = useTexts(texts)
  const [reason, setReason] = useState('')
  const withdraw = useAction(withdrawNomination, useDone(act, onClose))
  const outcome = act === 'end' ? 'ended' : 'withdrawn'
  return (
    <Dialog title={t(`act.${act}`)} isOpen onOpenChange={onClose} size="small">
      <Form
        error={withdraw.error}
        labels={{ reason: t('act.reason') }}
        onSubmit={() => withdraw.mutate({ id: of.head.id, outcome, reason })}
      >
        <p>{t('act.withdraw_note')}</p>
        <TextField
          name="reason"
          label={t('act.reason')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="danger" isPending={withdraw.isPending} isDisabled={reason.trim().length < 3}>
            {t(`act.${act}`)}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
