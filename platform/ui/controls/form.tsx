import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import { fieldProblems, Refusal, Unreachable } from '../asking.ts'
import { useKitTexts } from '../language.tsx'
import css from './form.module.css'
import { FormProblems } from './form-problems.ts'
import { Icon } from './icon.tsx'

type FormProps = {
  onSubmit: () => void
  /** What the last try ended in: the error of `useAction`. */
  error?: unknown
  /** Names of the fields, for the summary: path to label. */
  labels?: Readonly<Record<string, string>>
  children: ReactNode
}

/**
 * Sends on Enter or button. When the server refuses, a summary on top takes the focus: what happened, that the words
 * are kept, what to do, with a link to each field; and the message stands at the field too.
 */
export function Form({ onSubmit, error, labels = {}, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const problems = fieldProblems(error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onSubmit()
  }
  return (
    <FormProblems value={problems}>
      <AriaForm
        ref={form}
        className={css.form!}
        validationBehavior="aria"
        validationErrors={{ ...problems }}
        onSubmit={submit}
      >
        {error != null && (
          <ErrorSummary
            error={error}
            problems={problems}
            labels={labels}
            onGo={(name) => focusField(form.current, name)}
          />
        )}
        {children}
      </AriaForm>
    </FormProblems>
  )
}

function focusField(form: HTMLFormElement | null, name: string): void {
  const field = form?.querySelector(`[data-field="${CSS.escape(name)}"]`)
  const target = field?.matches('input, textarea')
    ? field
    : field?.querySelector('input:not([type=hidden]), textarea, button, select')
  if (target instanceof HTMLElement) target.focus()
}

type ErrorSummaryProps = {
  error: unknown
  problems: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
  onGo: (name: string) => void
}

function ErrorSummary({ error, problems, labels, onGo }: ErrorSummaryProps) {
  const t = useKitTexts()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new error takes the focus again
  useEffect(() => {
    box.current?.focus()
  }, [error])
  const fields = Object.entries(problems)
  const { title, note } = wording(error, t)
  return (
    <div ref={box} tabIndex={-1} role="alert" className={css.summary}>
      <Icon name="error" />
      <div>
        <p className={css.title}>{title}</p>
        {note && <p>{note}</p>}
        {fields.length > 0 && (
          <ul>
            {fields.map(([name, message]) => (
              <li key={name}>
                <button type="button" className={css.go} onClick={() => onGo(name)}>
                  {labels[name] ? t('labelled', { label: labels[name], value: message }) : message}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function wording(error: unknown, t: ReturnType<typeof useKitTexts>): { title: string; note?: string } {
  if (error instanceof Unreachable) return { title: t('form.not_sent'), note: t('form.not_sent_note') }
  if (!(error instanceof Refusal)) return { title: t('fault.title'), note: t('form.kept') }
  if (error.problem.status === 401) return { title: t('form.signed_out'), note: t('form.signed_out_note') }
  return { title: error.problem.title || t('fault.title'), note: t('form.kept') }
}

/** Fields that belong together, under one heading. */
export function FormSection({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={css.section}>
      <legend className={css.heading}>{title}</legend>
      {lead && <p className={css.lead}>{lead}</p>}
      <div className={css.fields}>{children}</div>
    </fieldset>
  )
}

/** Side by side where there is room. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>
}

/** What ends the form: the filled button first, then ways back, then how the draft stands. */
export function FormActions({ children, draft }: { children: ReactNode; draft?: ReactNode }) {
  return (
    <div className={css.actions}>
      {children}
      {draft && <div className={css.draft}>{draft}</div>}
    </div>
  )
}
