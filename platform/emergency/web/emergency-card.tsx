import { useState } from 'react'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge, type Tone } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Card, CardActs } from '../../ui/records/cards.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useSession } from '../../ui/session.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { approveEmergency, type Emergency, withdrawEmergency } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './emergency.module.css'

export const TONE: Record<Emergency['state'], Tone> = {
  waiting: 'warn',
  approved: 'bad',
  ended: 'neutral',
  lapsed: 'neutral',
  withdrawn: 'neutral',
}

/** One request: why, who, until when, and what the reader may do with it. */
export function EmergencyCard({ of }: { of: Emergency }) {
  const t = useTexts(texts)
  const { moment } = useFormats()
  const { person } = useSession()
  const name = (who: Emergency['approvedBy']) => who && <bdi>{who.name ?? t('someone')}</bdi>
  const at = (who: Emergency['approvedBy'], when: string | null) =>
    who && (
      <>
        {name(who)}, {when && moment(when)}
      </>
    )
  const end = of.state === 'waiting' ? of.lapsesAt : of.until
  return (
    <Card>
      <p className={css.state}>
        <Badge tone={TONE[of.state]}>{t(`state.${of.state}`)}</Badge>
        {end && (of.state === 'waiting' || of.state === 'approved') && (
          <span>{t('state.waiting.until', { at: moment(end) })}</span>
        )}
      </p>
      <p dir="auto" className={css.reason}>
        {of.reason}
      </p>
      <FactList
        facts={[
          {
            label: t('record'),
            value: (
              <code className={css.id} dir="ltr">
                {of.record}
              </code>
            ),
          },
          { label: t('hours'), value: t('hours.count', { count: of.hours }) },
          { label: t('asked_by'), value: at(of.askedBy, of.askedAt) },
          { label: t('approved_by'), value: at(of.approvedBy, of.approvedAt) },
          { label: t('state.withdrawn'), value: at(of.withdrawnBy, of.withdrawnAt) },
        ]}
      />
      <CardActs>
        {of.state === 'approved' && of.askedBy.id === person?.id && (
          <ButtonLink kind="filled" href={`/records/${of.record}`}>
            {t('open')}
          </ButtonLink>
        )}
        {of.mayApprove && <Approve of={of} />}
        {of.mayWithdraw && <Withdraw of={of} />}
      </CardActs>
    </Card>
  )
}

function Approve({ of }: { of: Emergency }) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const act = useAction(approveEmergency, { onDone: () => toast(t('approved')) })
  return (
    <>
      <Button kind="filled" onPress={() => setAsked(true)}>
        {t('approve')}
      </Button>
      <AlertDialog
        title={t('approve')}
        confirm={t('approve')}
        isPending={act.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => act.mutate({ id: of.id })}
      >
        <p>
          {t('approve.confirm', {
            name: of.askedBy.name ?? t('someone'),
            hours: t('hours.count', { count: of.hours }),
          })}
        </p>
        <Failed error={act.error} />
      </AlertDialog>
    </>
  )
}

/** Taken back by the two persons, declined by any other who could approve. */
function Withdraw({ of }: { of: Emergency }) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const act = useAction(withdrawEmergency, { onDone: () => toast(t('withdrawn')) })
  const words = t(of.mayApprove ? 'decline' : 'withdraw')
  return (
    <>
      <Button onPress={() => setAsked(true)}>{words}</Button>
      <AlertDialog
        title={words}
        confirm={words}
        isDanger
        isPending={act.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => act.mutate({ id: of.id })}
      >
        <p>{t('withdraw.confirm')}</p>
        <Failed error={act.error} />
      </AlertDialog>
    </>
  )
}

const Failed = ({ error }: { error: Error | null }) =>
  error && (
    <p role="alert" className={css.bad}>
      {error.message}
    </p>
  )
