import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { answerComment, commentOnText } from '../contract.ts'
import type { FactualComment } from '../fields.ts'
import { texts } from '../locales/index.ts'

/** The originator's answer to a comment. */
export function Answering({ comment }: { comment: string }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [empty] = useState(() => emptyWritten(language))
  const { value: words, set, clear, ...draft } = useDraft(`recommendations.answer.${comment}`, empty, { area: 'tab' })
  const act = useAction(answerComment, { onDone: clear })
  return (
    <Form onSubmit={() => act.mutate({ comment, words })} error={act.error} labels={{ words: t('comment.answer') }}>
      <WrittenField
        name="words"
        label={t('comment.answer')}
        multiline
        rows={2}
        maxLength={4000}
        value={words}
        onChange={set}
      />
      <FormActions draft={<DraftMark draft={draft} />}>
        <Button type="submit" size="small" isPending={act.isPending}>
          {t('save')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** A factual comment of the State, as said beside a text. */
export function GiveComment({ record, field }: { record: string; field: FactualComment['field'] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const start = () => ({ passage: '', words: emptyWritten(language), request: crypto.randomUUID() })
  const [empty, setEmpty] = useState(start)
  const form = useDraft(`recommendations.comment.${record}.${field}`, empty, { area: 'tab' })
  const { value } = form
  const act = useAction(commentOnText, {
    onDone: () => {
      form.clear()
      setEmpty(start())
    },
  })
  const labels = { passage: t('comment.passage'), words: t('comment.words') }
  return (
    <Form onSubmit={() => act.mutate({ id: record, field, ...value })} error={act.error} labels={labels}>
      <TextField
        name="passage"
        label={labels.passage}
        maxLength={2000}
        value={value.passage}
        onChange={(passage) => form.set((now) => ({ ...now, passage }))}
      />
      <WrittenField
        name="words"
        label={labels.words}
        isRequired
        multiline
        rows={3}
        maxLength={4000}
        value={value.words}
        onChange={(words) => form.set((now) => ({ ...now, words }))}
      />
      <FormActions draft={<DraftMark draft={form} />}>
        <Button type="submit" isPending={act.isPending}>
          {t('comment.give')}
        </Button>
      </FormActions>
    </Form>
  )
}
