import { useState } from 'react'
import { useServerDraft } from '../../drafts/web/use-server-draft.ts'
import { LANGUAGES, type Language } from '../../text.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { DraftFound, DraftMark } from '../../ui/drafts/draft-mark.tsx'
import { useDraft } from '../../ui/drafts/use-draft.ts'
import { LANGUAGE_NAMES, useTexts } from '../../ui/language.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { findMentionable, LONGEST } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './comments.module.css'
import { nameAsked, toWords, type Writing, withMention } from './mentions.ts'

export type Draft = Writing & { language: Language }

type WriteCommentProps = {
  record: { id: string; level: number }
  /** Under which the words are kept until they are sent. */
  draft: string
  start: Draft
  label: string
  submit: string
  isPending: boolean
  error: unknown
  /** Calls back once the words have arrived. */
  onSend: (sent: { words: string; language: Language }, onArrived: () => void) => void
  onCancel?: () => void
}

/** The form of a comment, an answer or an edit. What is written is kept as it is written, on the server too. */
export function WriteComment(props: WriteCommentProps) {
  const { record, draft, start, label, submit, isPending, error, onSend, onCancel } = props
  const t = useTexts(texts)
  const [caret, setCaret] = useState(0)
  const form = useDraft<Draft>(draft, start, {
    area: record.level > 0 ? 'tab' : 'device',
    seam: useServerDraft<Draft>(draft),
  })
  const { value, set } = form
  const asked = nameAsked(value.words, caret)
  const write = (words: string) => {
    set((now) => ({ ...now, words }))
    const box = document.activeElement
    setCaret(box instanceof HTMLTextAreaElement ? box.selectionStart : words.length)
  }
  return (
    <Form
      onSubmit={() => value.words.trim() && onSend({ words: toWords(value), language: value.language }, form.startOver)}
      error={error}
      labels={{ words: label, language: t('language') }}
    >
      <DraftFound draft={form} />
      <div>
        <TextArea
          label={label}
          name="words"
          description={t('words.hint')}
          value={value.words}
          onChange={write}
          rows={3}
          maxLength={LONGEST}
          lang={value.language}
        />
        {asked !== undefined && (
          <Suggestions
            record={record.id}
            q={asked}
            onChoose={(person) => {
              set((now) => ({ ...now, ...withMention(now, caret, person) }))
              setCaret(0)
            }}
          />
        )}
      </div>
      <div className={css.language}>
        <Select
          label={t('language')}
          name="language"
          options={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
          value={value.language}
          onChange={(id) => set((now) => ({ ...now, language: id as Language }))}
        />
      </div>
      <FormActions draft={<DraftMark draft={form} />}>
        <Button type="submit" kind="filled" isPending={isPending} isDisabled={value.words.trim() === ''}>
          {submit}
        </Button>
        {onCancel && (
          <Button
            onPress={() => {
              form.clear()
              onCancel()
            }}
          >
            {t('cancel')}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}

type SuggestionsProps = { record: string; q: string; onChoose: (person: { id: string; name: string }) => void }

/** People who read the record, below the words: each a button, reached with the Tab key. */
function Suggestions({ record, q, onChoose }: SuggestionsProps) {
  const t = useTexts(texts)
  const found = useEndpoint(findMentionable, { record, q }, { keep: true })
  if (!found.data) return null
  return (
    <fieldset className={css.suggestions} aria-label={t('people')}>
      {found.data.items.map(({ id, name, organisation }) => (
        <Button key={id} size="small" kind="quiet" icon="person" onPress={() => onChoose({ id, name: name! })}>
          <bdi>{name}</bdi> <span className={css.hint}>{organisation?.code}</span>
        </Button>
      ))}
      <p role="status" className={found.data.items.length > 0 ? 'for-screen-readers' : css.hint}>
        {found.data.items.length > 0 ? t('people') : t('people.none')}
      </p>
    </fieldset>
  )
}
