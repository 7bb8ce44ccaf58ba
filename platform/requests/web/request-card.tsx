import { useState } from 'react'
import { RecordLink } from '../../records/web/record-link.tsx'
import { useAudienceWords } from '../../records/web/words.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge, type Tone } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Card, CardActs } from '../../ui/records/cards.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type AccessRequest, withdrawRequest } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { GrantDialog } from './grant-dialog.tsx'
import { RefuseDialog } from './refuse-dialog.tsx'
import css from './requests.module.css'

const TONE: Record<AccessRequest['state'], Tone> = {
  waiting: 'warn',
  granted: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

/** One request: which record, who, why, what was said. `isBare` on the record's own page. */
export function RequestCard({ of, isBare = false }: { of: AccessRequest; isBare?: boolean }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { endOf } = useAudienceWords()
  const { granted } = of
  return (
    <Card>
      <p className={css.state}>
        <Badge tone={TONE[of.state]}>{t(`state.${of.state}`)}</Badge>
        {of.state === 'waiting' && <span>{t('lapses', { date: day(of.lapsesAt) })}</span>}
      </p>
      {!isBare && (
        <p className={css.record}>
          <RecordLink of={of.record} />
          <LevelMark level={of.record.level} />
        </p>
      )}
      <p dir="auto" className={css.reason}>
        {of.reason}
      </p>
      <FactList
        facts={[
          { label: t('wanted'), value: t(`gives.${of.gives}`) },
          {
            label: t('asked_by'),
            value: !isBare && (
              <>
                <bdi>{of.by.name ?? t('someone')}</bdi> · <bdi>{of.organisation.name.text}</bdi>
              </>
            ),
          },
          { label: t('asked_at'), value: day(of.askedAt) },
          { label: t('answered_at'), value: of.answeredAt && day(of.answeredAt) },
          {
            label: t('given'),
            value:
              granted &&
              t(`given.${granted.to}`, {
                gives: t(`gives.${granted.gives}`),
                until: granted.until ? t('lapses', { date: endOf(granted.until) }) : t('until.none'),
              }),
          },
          { label: t('answer'), value: of.words && <span dir="auto">{of.words}</span>, wide: true },
        ]}
      />
      <CardActs>
        {of.mayAnswer && <Answering of={of} />}
        {of.mayWithdraw && <Withdraw id={of.id} />}
      </CardActs>
    </Card>
  )
}

function Answering({ of }: { of: AccessRequest }) {
  const t = useTexts(texts)
  const [open, setOpen] = useState<'grant' | 'refuse'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Button kind="filled" onPress={() => setOpen('grant')}>
        {t('grant')}
      </Button>
      <Button onPress={() => setOpen('refuse')}>{t('refuse')}</Button>
      {open === 'grant' && <GrantDialog of={of} onClose={close} />}
      {open === 'refuse' && <RefuseDialog of={of} onClose={close} />}
    </>
  )
}

function Withdraw({ id }: { id: string }) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const withdraw = useAction(withdrawRequest, { onDone: () => toast(t('withdrawn')) })
  return (
    <>
      <Button onPress={() => setAsked(true)}>{t('withdraw')}</Button>
      <AlertDialog
        title={t('withdraw')}
        confirm={t('withdraw')}
        isDanger
        isPending={withdraw.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => withdraw.mutate({ id })}
      >
        {withdraw.error && <p role="alert">{withdraw.error.message}</p>}
      </AlertDialog>
    </>
  )
}
