import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useOrganisationSearch } from '../../directory/web/organisation-search.ts'
import { giveConsent, previewConsent, type Receipt, withholdConsent } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'
import { CONSENT_FORMS } from '../rules.ts'
import { Receipts } from './consent-table.tsx'
import { PreviewEyes } from './preview-eyes.tsx'
import css from './recommendations.module.css'

const TO = ['organisation', 'compact', 'donors', 'nobody'] as const
type ConsentFormProps = { recommendations: string[]; onDone: () => void }

/** Who sees how much of the chosen recommendations: nothing is given that was not looked at first. */
export function ConsentForm({ recommendations, onDone }: ConsentFormProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const search = useOrganisationSearch()
  const [entity, setEntity] = useState<Option | null>(null)
  const [receipts, setReceipts] = useState<readonly Receipt[]>()
  const [value, setValue] = useState(() => ({
    ...{
      form: 'need' as (typeof CONSENT_FORMS)[number],
      to: 'organisation' as (typeof TO)[number],
      reference: '',
      until: null as string | null,
    },
    ...{ title: emptyWritten(language), body: emptyWritten(language), request: crypto.randomUUID() },
  }))
  const preview = useAction(previewConsent)
  const give = useAction(giveConsent, {
    onDone: () => {
      toast(t('consent.given'))
      onDone()
    },
  })
  const withhold = useAction(withholdConsent, {
    onDone: (done) => {
      toast(t('consent.withheld'))
      setReceipts(done.receipts)
    },
  })
  const set = (part: Partial<typeof value>) => {
    setValue((now) => ({ ...now, ...part }))
    preview.reset()
  }
  const isNobody = value.to === 'nobody'
  const tooMany = value.form === 'redacted' && recommendations.length > 1
  const to =
    value.to === 'organisation'
      ? entity
        ? [{ kind: 'organisation' as const, code: entity.id }]
        : []
      : [{ kind: 'circle' as const, code: value.to }]
  const said = {
    ...{ recommendations, form: value.form, to, reference: value.reference },
    until: value.until && new Date(`${value.until}T23:59:59Z`).toISOString(),
    redactions:
      value.form === 'redacted' ? [{ recommendation: recommendations[0]!, title: value.title, body: value.body }] : [],
  }
  const eyes = [
    ...(value.to === 'organisation' && entity ? [{ kind: 'organisation' as const, code: entity.id }] : []),
    ...['CTED', 'UNODC'].filter((code) => code !== entity?.id).map((code) => ({ kind: 'organisation' as const, code })),
    { kind: 'circle' as const, code: 'donors' },
  ]
  const isReady = value.reference.trim().length >= 3 && (isNobody || (to.length > 0 && !tooMany))
  const labels = {
    ...{ form: t('consent.form'), to: t('consent.to'), reference: t('consent.reference'), until: t('consent.until') },
    ...{ title: t('consent.redacted.title'), body: t('consent.redacted.body') },
  }
  const send = () => {
    if (isNobody) withhold.mutate({ recommendations, reference: value.reference, request: value.request })
    else if (preview.data) give.mutate({ ...said, request: value.request })
    else preview.mutate({ ...said, eyes })
  }
  return (
    <>
      <Form onSubmit={send} error={give.error ?? withhold.error ?? preview.error} labels={labels}>
        <RadioGroup
          name="to"
          label={labels.to}
          options={TO.map((id) => ({ id, label: t(`consent.to.${id}`) }))}
          value={value.to}
          onChange={(id) => set({ to: TO.find((one) => one === id) ?? 'organisation' })}
        />
        {value.to === 'organisation' && (
          <ComboBox
            label={t('consent.entity')}
            search={search}
            value={entity}
            onChange={(option) => {
              setEntity(option)
              preview.reset()
            }}
          />
        )}
        {!isNobody && (
          <RadioGroup
            name="form"
            label={labels.form}
            options={CONSENT_FORMS.map((id) => ({ id, label: t(`form.${id}`) }))}
            value={value.form}
            onChange={(id) => set({ form: CONSENT_FORMS.find((one) => one === id) ?? 'need' })}
          />
        )}
        {!isNobody && tooMany && <p role="status">{t('consent.redact_one')}</p>}
        {!isNobody && value.form === 'redacted' && !tooMany && (
          <>
            <WrittenField
              name="title"
              label={labels.title}
              isRequired
              maxLength={300}
              value={value.title}
              onChange={(title) => set({ title })}
            />
            <WrittenField
              name="body"
              label={labels.body}
              isRequired
              multiline
              rows={5}
              maxLength={8000}
              value={value.body}
              onChange={(body) => set({ body })}
            />
          </>
        )}
        <TextField
          name="reference"
          label={labels.reference}
          isRequired
          maxLength={500}
          value={value.reference}
          onChange={(reference) => set({ reference })}
        />
        {!isNobody && (
          <DateField
            name="until"
            label={labels.until}
            precisions={['day']}
            value={value.until ? { date: value.until, precision: 'day' } : null}
            onChange={(date) => set({ until: date?.date ?? null })}
          />
        )}
        <FormActions>
          {isNobody ? (
            <Button type="submit" kind="danger" isDisabled={!isReady} isPending={withhold.isPending}>
              {t('consent.withhold')}
            </Button>
          ) : (
            <>
              <Button
                type={preview.data ? 'button' : 'submit'}
                isDisabled={!isReady}
                isPending={preview.isPending}
                {...(preview.data ? { onPress: () => preview.mutate({ ...said, eyes }) } : {})}
              >
                {t('consent.preview')}
              </Button>
              <Button
                type={preview.data ? 'submit' : 'button'}
                kind="filled"
                isDisabled={!preview.data}
                isPending={give.isPending}
              >
                {t('consent.give')}
              </Button>
            </>
          )}
        </FormActions>
        {!isNobody && !preview.data && <p className={css.quiet}>{t('consent.before')}</p>}
      </Form>
      {receipts && <Receipts of={receipts} />}
      {preview.data && <PreviewEyes of={preview.data.eyes} />}
    </>
  )
}
