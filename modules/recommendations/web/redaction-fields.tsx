import { use, useEffect, useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { CheckboxGroup } from '../../../platform/ui/controls/checkbox.tsx'
import { FormProblems } from '../../../platform/ui/controls/form-problems.ts'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { readRecommendation } from '../contract.ts'
import type { Recommendation } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { FACTS, type Fact } from '../rules.ts'
import { emptyRedaction, isWritten, type Redaction } from './consent-words.ts'
import { useFactLabels } from './labels.ts'
import css from './recommendations.module.css'

type RedactionFieldsProps = {
  recommendations: readonly string[]
  value: Readonly<Record<string, Redaction>>
  onChange: (recommendation: string, redaction: Redaction) => void
}

/** Of each chosen recommendation the text that will stand in place of the original, one after the other, beside the original. */
export function RedactionFields({ recommendations, value, onChange }: RedactionFieldsProps) {
  const t = useTexts(texts)
  const problems = use(FormProblems)
  const [chosen, setChosen] = useState(0)
  // The first that the server found wrong comes into view.
  useEffect(() => {
    const wrong = Object.keys(problems).flatMap((path) => /^redactions\.(\d+)\./.exec(path)?.[1] ?? [])
    if (wrong[0] !== undefined) setChosen(Number(wrong[0]))
  }, [problems])
  const at = Math.min(chosen, recommendations.length - 1)
  const id = recommendations[at]!
  const done = recommendations.filter((one) => isWritten(value[one])).length
  return (
    <fieldset className={css.row}>
      <legend>{t('redaction.nth', { n: at + 1, count: recommendations.length })}</legend>
      <One key={id} id={id} at={at} value={value[id]} onChange={(redaction) => onChange(id, redaction)} />
      <p className={css.line}>
        {recommendations.length > 1 && (
          <>
            <Button size="small" icon="chevron-previous" isDisabled={at === 0} onPress={() => setChosen(at - 1)}>
              {t('redaction.previous')}
            </Button>
            <Button
              size="small"
              icon="chevron-next"
              isDisabled={at === recommendations.length - 1}
              onPress={() => setChosen(at + 1)}
            >
              {t('redaction.next')}
            </Button>
          </>
        )}
        <span className={css.quiet} role="status">
          {t('redaction.done', { done, count: recommendations.length })}
        </span>
      </p>
    </fieldset>
  )
}

type OneProps = { id: string; at: number; value: Redaction | undefined; onChange: (redaction: Redaction) => void }

function One({ id, at, value, onChange }: OneProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const original = useEndpoint(readRecommendation, { id })
  const redaction = value ?? emptyRedaction(language)
  const { title, body } = redaction
  const set = (part: Partial<Redaction>) => onChange({ ...redaction, ...part })
  return (
    <>
      <Answer of={original}>
        {(found) => (
          <div className={css.text}>
            <p>
              <strong>
                <WrittenText of={found.title} />
              </strong>
            </p>
            {found.body && <WrittenText of={found.body} />}
            <p>
              <Button
                size="small"
                icon="copy"
                onPress={() => set({ title: found.title, body: found.body ?? emptyWritten(language) })}
              >
                {t('redaction.begin')}
              </Button>
            </p>
          </div>
        )}
      </Answer>
      <WrittenField
        // Taken over from the original, it opens in the language of what was taken.
        key={title.original}
        name={`redactions.${at}.title`}
        label={t('consent.redacted.title')}
        isRequired
        maxLength={300}
        value={title}
        onChange={(next) => set({ title: next })}
      />
      <WrittenField
        key={`body ${body.original}`}
        name={`redactions.${at}.body`}
        label={t('consent.redacted.body')}
        isRequired
        multiline
        rows={5}
        maxLength={8000}
        value={body}
        onChange={(next) => set({ body: next })}
      />
      {original.data && (
        <Along of={original.data} at={at} value={redaction.facts} onChange={(facts) => set({ facts })} />
      )}
    </>
  )
}

type AlongProps = {
  of: Recommendation
  at: number
  value: readonly Fact[]
  onChange: (facts: Fact[]) => void
}

/** What the original has beside its words, of which nothing goes along but what is chosen. */
function Along({ of, at, value, onChange }: AlongProps) {
  const t = useTexts(texts)
  const labels = useFactLabels()
  const { day } = useFormats()
  const said: Record<Fact, string> = {
    resolution: [of.resolution, of.paragraph].filter(Boolean).join(' § '),
    priority: of.priority ? t(`priority.${of.priority}`) : '',
    due: of.dueOn ? day(of.dueOn) : '',
    leads: of.leads.map(({ code }) => code).join(' · '),
  }
  const there = FACTS.filter((fact) => said[fact] !== '')
  if (there.length === 0) return null
  return (
    <CheckboxGroup
      name={`redactions.${at}.facts`}
      label={t('redaction.facts')}
      description={t('redaction.facts_note')}
      options={there.map((id) => ({ id, label: `${labels[id]}: ${said[id]}` }))}
      value={[...value]}
      onChange={(ids) => onChange(FACTS.filter((fact) => ids.includes(fact)))}
    />
  )
}
