import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { sameWords } from '../../../platform/ui/drafts/draft.ts'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { giveConsent, previewConsent, type Receipt, withholdConsent } from '../consent-contract.ts'
import type { Consent } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { CONSENT_FORMS } from '../rules.ts'
import { type ConsentWords, consentInput, eyesOf, isWritten, recipientsIn, startWords } from './consent-words.ts'
import { DayField } from './day-field.tsx'
import { PreviewEyes } from './preview-eyes.tsx'
import { Receipts } from './receipts.tsx'
import { TO_CIRCLES, useRecipientName, useRecipientSearch } from './recipients.ts'
import css from './recommendations.module.css'
import { RedactionFields } from './redaction-fields.tsx'

type ConsentFormProps = {
  recommendations: readonly string[]
  /** Given again, to what the original says now: the new consent takes its place. */
  again?: Consent | undefined
  onDone: () => void
}

/** Who sees how much of the chosen recommendations: nothing is given that was not looked at first. */
export function ConsentForm({ recommendations, again, onDone }: ConsentFormProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const search = useRecipientSearch()
  const [start] = useState(() => startWords(again))
  const [receipts, setReceipts] = useState<readonly Receipt[]>()
  const [isUnread, setUnread] = useState(false)
  const form = useDraft(`recommendations.consent${again ? `.${again.id}` : ''}`, start, { area: 'tab' })
  const words = form.value
  const set = (part: Partial<ConsentWords>) => form.set((now) => ({ ...now, ...part }))
  const preview = useAction(previewConsent)
  const give = useAction(giveConsent, {
    onDone: () => {
      form.clear()
      toast(t('consent.given'))
      onDone()
    },
  })
  const withhold = useAction(withholdConsent, {
    onDone: (done) => {
      form.clear()
      toast(t('consent.withheld'))
      setReceipts(done.receipts)
    },
  })
  const { opens, reference } = words
  const said = consentInput(words, { recommendations, replaces: again ? [again.id] : [] }, language)
  const asked = { ...said, eyes: eyesOf(words) }
  // What is given is what was looked at: any change asks to look again.
  const seen = preview.data && sameWords(preview.variables, asked) ? preview.data.eyes : undefined
  const isRedacted = words.form !== 'redacted' || recommendations.every((id) => isWritten(words.redactions[id]))
  const isReady = reference.trim().length >= 3 && (!opens || (said.to.length > 0 && isRedacted && !isUnread))
  const labels = {
    ...{ opens: t('consent.decision'), to: t('consent.named'), form: t('consent.form') },
    ...{ reference: t('consent.reference'), until: t('consent.until') },
    ...Object.fromEntries(
      recommendations.flatMap((_, i) => [
        [`redactions.${i}.title`, t('form.nth', { label: t('consent.redacted.title'), n: i + 1 })],
        [`redactions.${i}.body`, t('form.nth', { label: t('consent.redacted.body'), n: i + 1 })],
      ]),
    ),
  }
  const numbered = () => {
    const now = JSON.stringify({ opens, ...said })
    if (words.sent?.said === now) return words.sent.request
    const request = crypto.randomUUID()
    set({ sent: { said: now, request } })
    return request
  }
  const send = () => {
    if (!isReady) return
    if (!opens) withhold.mutate({ recommendations: [...recommendations], reference, request: numbered() })
    else if (seen) give.mutate({ ...said, request: numbered() })
    else preview.mutate(asked)
  }
  return (
    <>
      <Form onSubmit={send} error={give.error ?? withhold.error ?? preview.error} labels={labels}>
        <DraftFound draft={form} />
        {!again && (
          <RadioGroup
            name="opens"
            label={labels.opens}
            options={[
              { id: 'open', label: t('consent.open') },
              { id: 'nobody', label: t('consent.withhold'), description: t('consent.withhold_note') },
            ]}
            value={opens ? 'open' : 'nobody'}
            onChange={(id) => set({ opens: id === 'open' })}
          />
        )}
        {opens && (
          <>
            <MultiComboBox
              name="to"
              label={labels.to}
              search={search}
              value={words.to}
              onChange={(to) => set({ to })}
            />
            <CheckboxGroup
              label={t('consent.circles')}
              description={t('consent.circles_note')}
              options={TO_CIRCLES.map((id) => ({ id, label: t(`consent.to.${id}`) }))}
              value={[...words.circles]}
              onChange={(circles) => set({ circles })}
            />
            <RadioGroup
              name="form"
              label={labels.form}
              options={CONSENT_FORMS.map((id) => ({
                ...{ id, label: t(`form.${id}`), description: t(`form.${id}_note`) },
              }))}
              value={words.form}
              onChange={(id) => set({ form: CONSENT_FORMS.find((one) => one === id) ?? 'need' })}
            />
            {words.form === 'redacted' && (
              <RedactionFields
                recommendations={recommendations}
                value={words.redactions}
                onChange={(id, redaction) =>
                  form.set((now) => ({ ...now, redactions: { ...now.redactions, [id]: redaction } }))
                }
              />
            )}
          </>
        )}
        <TextField
          name="reference"
          label={labels.reference}
          isRequired
          maxLength={500}
          value={reference}
          onChange={(next) => set({ reference: next })}
        />
        {opens && (
          <DayField
            name="until"
            label={labels.until}
            value={words.until}
            onChange={(until) => set({ until })}
            onUnread={setUnread}
          />
        )}
        {!seen && <Missing words={words} isRedacted={isRedacted} isUnread={isUnread} />}
        <FormActions draft={<DraftMark draft={form} />}>
          {opens ? (
            <>
              <Button
                type={seen ? 'button' : 'submit'}
                {...(seen ? {} : { kind: 'filled' as const })}
                isDisabled={!isReady || seen !== undefined}
                isPending={preview.isPending}
              >
                {t('consent.preview')}
              </Button>
              <Button
                type={seen ? 'submit' : 'button'}
                {...(seen ? { kind: 'filled' as const } : {})}
                isDisabled={!seen}
                isPending={give.isPending}
              >
                {t('consent.give')}
              </Button>
            </>
          ) : (
            <Button type="submit" kind="danger" isDisabled={!isReady} isPending={withhold.isPending}>
              {t('consent.withhold')}
            </Button>
          )}
        </FormActions>
      </Form>
      {receipts && <Receipts of={receipts} />}
      {seen && (
        <>
          <Said words={words} count={recommendations.length} />
          <PreviewEyes of={seen} names={new Map(words.to.map(({ id, label }) => [id, label]))} />
        </>
      )}
    </>
  )
}

type MissingProps = { words: ConsentWords; isRedacted: boolean; isUnread: boolean }

/** What is still to be said before it can be looked at, and that it is looked at before it is given. */
function Missing({ words, isRedacted, isUnread }: MissingProps) {
  const t = useTexts(texts)
  const missing = [
    ...(words.opens && recipientsIn(words).length === 0 ? [t('consent.missing_to')] : []),
    ...(words.opens && !isRedacted ? [t('consent.missing_redaction')] : []),
    ...(words.opens && isUnread ? [t('consent.missing_until')] : []),
    ...(words.reference.trim().length < 3 ? [t('consent.missing_reference')] : []),
  ]
  return (
    <div className={css.quiet} role="status">
      {missing.length > 0 ? missing.map((one) => <p key={one}>{one}</p>) : words.opens && <p>{t('consent.before')}</p>}
    </div>
  )
}

/** The consent in one sentence. */
function Said({ words, count }: { words: ConsentWords; count: number }) {
  const t = useTexts(texts)
  const nameOf = useRecipientName()
  const formats = useFormats()
  const names = new Map(words.to.map(({ id, label }) => [id, label]))
  return (
    <p>
      {t('consent.said', {
        count,
        form: t(`form.${words.form}`),
        to: formats.list(recipientsIn(words).map((id) => names.get(id) ?? nameOf(id))),
        until: words.until ? formats.day(words.until) : 'none',
      })}
    </p>
  )
}
