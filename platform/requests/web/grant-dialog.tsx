import { useState } from 'react'
import { dayAfter } from '../../records/web/audience-draft.ts'
import { Button } from '../../ui/controls/button.tsx'
import { DateField } from '../../ui/controls/date-field.tsx'
import { Form, FormActions, FormRow } from '../../ui/controls/form.tsx'
import { RadioGroup } from '../../ui/controls/radio-group.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import type { DateWithPrecision } from '../../ui/formats.ts'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type AccessRequest, grantAccess } from '../contract.ts'
import { texts } from '../locales/index.ts'

const RIGHTS = ['read', 'comment', 'contribute'] as const
const BASES = ['decision', 'consent', 'terms_of_reference'] as const

/** What is given: to whom, what, on what basis, until when. As narrow as was asked, until the originator chooses more. */
export function GrantDialog({ of, onClose }: { of: AccessRequest; onClose: () => void }) {
  const t = useTexts(texts)
  const [to, setTo] = useState<'person' | 'organisation'>('person')
  const [gives, setGives] = useState<(typeof RIGHTS)[number]>(of.gives)
  const [until, setUntil] = useState<DateWithPrecision | null>(null)
  const [basis, setBasis] = useState<(typeof BASES)[number]>('decision')
  const [reference, setReference] = useState('')
  const [words, setWords] = useState('')
  const grant = useAction(grantAccess, {
    onDone: () => {
      toast(t('done.granted'))
      onClose()
    },
  })
  const send = () =>
    grant.mutate({
      id: of.id,
      to,
      gives,
      basis,
      words,
      ...(basis !== 'decision' && { reference }),
      ...(until && { until: dayAfter(until.date) }),
    })
  return (
    <Dialog title={t('grant')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={send}
        error={grant.error}
        labels={{ to: t('grant.to'), gives: t('grant.gives'), until: t('grant.until'), words: t('words') }}
      >
        <RadioGroup
          label={t('grant.to')}
          name="to"
          value={to}
          onChange={(id) => setTo(id as typeof to)}
          options={[
            { id: 'person', label: t('grant.to.person', { name: of.by.name ?? t('someone') }) },
            { id: 'organisation', label: t('grant.to.organisation', { name: of.organisation.name.text }) },
          ]}
        />
        <FormRow>
          <Select
            label={t('grant.gives')}
            name="gives"
            options={RIGHTS.map((id) => ({ id, label: t(`gives.${id}`) }))}
            value={gives}
            onChange={(id) => setGives(id as typeof gives)}
          />
          <Select
            label={t('grant.basis')}
            name="basis"
            options={BASES.map((id) => ({ id, label: t(`basis.${id}`) }))}
            value={basis}
            onChange={(id) => setBasis(id as typeof basis)}
          />
        </FormRow>
        {basis !== 'decision' && (
          <TextField
            label={t('grant.reference')}
            name="reference"
            value={reference}
            onChange={setReference}
            maxLength={400}
            isRequired
          />
        )}
        <DateField
          label={t('grant.until')}
          name="until"
          description={t('grant.until.hint')}
          value={until}
          precisions={['day']}
          onChange={setUntil}
        />
        <TextArea
          label={t('words')}
          name="words"
          description={t('words.hint')}
          value={words}
          onChange={setWords}
          rows={2}
          maxLength={2000}
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={grant.isPending}>
            {t('grant')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
