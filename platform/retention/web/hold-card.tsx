import { useState } from 'react'
import { RecordLink } from '../../records/web/record-link.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Card, CardActs } from '../../ui/records/cards.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type LegalHold, liftHold } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './retention.module.css'
import { Who } from './words.tsx'

/** One hold: on what, why, until when to look at it again; `isBare` on the page of the record it is on. */
export function HoldCard({ of, isBare = false }: { of: LegalHold; isBare?: boolean }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [isLifting, setLifting] = useState(false)
  const { lifted } = of
  return (
    <Card>
      <p className={css.head}>
        {!isBare && (
          <strong>
            {of.record && <RecordLink of={of.record} />}
            {of.person && <Who of={of.person} />}
            {of.organisation && <WrittenText of={of.organisation.name} quiet />}
          </strong>
        )}
        <Badge tone={lifted ? 'neutral' : 'warn'} icon="lock">
          {t(lifted ? 'holds.past' : 'holds.current')}
        </Badge>
      </p>
      <p dir="auto" className={css.words}>
        {of.reason}
      </p>
      <FactList
        facts={[
          { label: t('label.reference'), value: <bdi>{of.reference}</bdi> },
          { label: t('label.review_on'), value: !lifted && day(of.reviewOn) },
          {
            label: t('label.placed'),
            value: (
              <>
                <Who of={of.placedBy} /> · {day(of.placedAt)}
              </>
            ),
          },
          {
            label: t('label.lifted'),
            value: lifted && (
              <>
                <Who of={lifted.by} /> · {day(lifted.at)}
              </>
            ),
          },
          { label: t('label.lifted_why'), value: lifted && <span dir="auto">{lifted.why}</span> },
        ]}
      />
      <CardActs>
        {of.mayLift && (
          <Button size="small" onPress={() => setLifting(true)}>
            {t('holds.lift')}
          </Button>
        )}
      </CardActs>
      {isLifting && <LiftDialog id={of.id} onClose={() => setLifting(false)} />}
    </Card>
  )
}

function LiftDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const [why, setWhy] = useState('')
  const act = useAction(liftHold, {
    onDone: () => {
      toast(t('holds.lifted'))
      onClose()
    },
  })
  return (
    <Dialog title={t('holds.lift')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => act.mutate({ id, why: why.trim() })}
        error={act.error}
        labels={{ why: t('label.lifted_why') }}
      >
        <TextArea
          name="why"
          label={t('label.lifted_why')}
          description={t('at_least')}
          value={why}
          onChange={setWhy}
          maxLength={1000}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={why.trim().length < 10} isPending={act.isPending}>
            {t('holds.lift')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
