import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge, type Tone } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Card, CardActs } from '../../ui/records/cards.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { decideErasure, type Erasure, withdrawErasure } from '../rights-contract.ts'
import { Receipt } from './receipt.tsx'
import css from './retention.module.css'
import { Failed, Who } from './words.tsx'

const TONE: Record<Erasure['state'], Tone> = { waiting: 'warn', done: 'neutral', refused: 'bad', withdrawn: 'neutral' }

/** One request: of whom, by whom, what was decided and done. */
export function ErasureCard({ of }: { of: Erasure }) {
  const t = useTexts(texts)
  const { day, moment } = useFormats()
  return (
    <Card>
      <p className={css.head}>
        <strong>
          <Who of={of.person} />
        </strong>
        <Badge tone={TONE[of.state]}>{t(`state.${of.state}`)}</Badge>
      </p>
      {of.reason && (
        <p dir="auto" className={css.words}>
          {of.reason}
        </p>
      )}
      <FactList
        facts={[
          {
            label: t('label.asked'),
            value: (
              <>
                <Who of={of.askedBy} /> · {day(of.askedAt)}
              </>
            ),
          },
          { label: t('label.reference'), value: of.reference && <bdi>{of.reference}</bdi> },
          {
            label: t('label.decided'),
            value: of.decidedBy && (
              <>
                <Who of={of.decidedBy} /> · {of.decidedAt && moment(of.decidedAt)}
              </>
            ),
          },
          { label: t('label.words'), value: of.words && <span dir="auto">{of.words}</span>, wide: true },
        ]}
      />
      {of.receipt && <Receipt of={of.receipt} />}
      <CardActs>
        {of.mayDecide && <Erase of={of} />}
        {of.mayDecide && <Refuse of={of} />}
        {of.mayWithdraw && <Withdraw of={of} />}
      </CardActs>
    </Card>
  )
}

function Erase({ of }: { of: Erasure }) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const act = useAction(decideErasure, {
    onDone: () => {
      toast(t('erasures.done'))
      setAsked(false)
    },
  })
  return (
    <>
      <Button kind="danger" onPress={() => setAsked(true)}>
        {t('erasures.erase')}
      </Button>
      <AlertDialog
        title={t('erasures.erase')}
        confirm={t('erasures.erase')}
        isDanger
        isPending={act.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => act.mutate({ id: of.id, erase: true })}
      >
        <p>{t('erasures.erase.confirm', { name: of.person.name ?? t('someone') })}</p>
        <Failed error={act.error} />
      </AlertDialog>
    </>
  )
}

function Refuse({ of }: { of: Erasure }) {
  const t = useTexts(texts)
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const act = useAction(decideErasure, {
    onDone: () => {
      toast(t('erasures.refused'))
      setOpen(false)
    },
  })
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('erasures.refuse')}</Button>
      <Dialog title={t('erasures.refuse')} isOpen={isOpen} onOpenChange={setOpen} isFirm>
        <Form
          onSubmit={() => act.mutate({ id: of.id, erase: false, words: words.trim() })}
          error={act.error}
          labels={{ words: t('label.words') }}
        >
          <TextArea
            name="words"
            label={t('label.words')}
            description={t('at_least')}
            value={words}
            onChange={setWords}
            maxLength={1000}
            isRequired
          />
          <FormActions>
            <Button type="submit" kind="filled" isDisabled={words.trim().length < 10} isPending={act.isPending}>
              {t('erasures.refuse')}
            </Button>
            <Button onPress={() => setOpen(false)}>{t('cancel')}</Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  )
}

function Withdraw({ of }: { of: Erasure }) {
  const t = useTexts(texts)
  const act = useAction(withdrawErasure, { onDone: () => toast(t('erasures.withdrawn')) })
  return (
    <>
      <Button isPending={act.isPending} onPress={() => act.mutate({ id: of.id })}>
        {t('erasures.withdraw')}
      </Button>
      <Failed error={act.error} />
    </>
  )
}
