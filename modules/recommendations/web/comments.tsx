import { useState } from 'react'
import type { Written } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextField } from '../../../platform/ui/controls/text-field.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { answerComment, commentOnText } from '../contract.ts'
import type { FactualComment } from '../fields.ts'
import { texts } from '../locales/index.ts'
import css from './recommendations.module.css'

type BesideProps = {
  record: string
  field: FactualComment['field']
  text: Written
  comments: readonly FactualComment[]
  mayRespond: boolean
  mayWrite: boolean
}

/** A text, and beside it what the State says of it, each with its answer. */
export function TextAndComments({ record, field, text, comments, mayRespond, mayWrite }: BesideProps) {
  const t = useTexts(texts)
  return (
    <div className={css.beside}>
      <div className={css.text}>
        <WrittenText of={text} />
      </div>
      <div className={css.comments}>
        {comments.length === 0 && <p className={css.quiet}>{t('comments.none')}</p>}
        <ol className={css.list}>
          {comments.map((comment) => (
            <li key={comment.id} className={css.comment}>
              <OneComment of={comment} mayWrite={mayWrite} />
            </li>
          ))}
        </ol>
        {mayRespond && <GiveComment record={record} field={field} />}
      </div>
    </div>
  )
}

function OneComment({ of, mayWrite }: { of: FactualComment; mayWrite: boolean }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <>
      {of.passage && <p className={css.passage}>{t('comment.on', { passage: of.passage })}</p>}
      <p>
        <WrittenText of={of.words} />
      </p>
      <p className={css.quiet}>{t('by', { who: of.givenBy.name ?? t('someone'), when: day(of.givenAt) })}</p>
      {of.answer ? (
        <p className={css.answer}>
          <strong>{t('comment.answer')}</strong> <WrittenText of={of.answer} />
        </p>
      ) : (
        mayWrite && <Answering comment={of.id} />
      )}
    </>
  )
}

function Answering({ comment }: { comment: string }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [words, setWords] = useState(() => emptyWritten(language))
  const act = useAction(answerComment)
  return (
    <Form onSubmit={() => act.mutate({ comment, words })} error={act.error} labels={{ words: t('comment.answer') }}>
      <WrittenField
        name="words"
        label={t('comment.answer')}
        multiline
        rows={2}
        maxLength={4000}
        value={words}
        onChange={setWords}
      />
      <FormActions>
        <Button type="submit" size="small" isPending={act.isPending}>
          {t('save')}
        </Button>
      </FormActions>
    </Form>
  )
}

function GiveComment({ record, field }: { record: string; field: FactualComment['field'] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const start = () => ({ passage: '', words: emptyWritten(language), request: crypto.randomUUID() })
  const [value, setValue] = useState(start)
  const act = useAction(commentOnText, { onDone: () => setValue(start()) })
  const labels = { passage: t('comment.passage'), words: t('comment.words') }
  return (
    <Form onSubmit={() => act.mutate({ id: record, field, ...value })} error={act.error} labels={labels}>
      <TextField
        name="passage"
        label={labels.passage}
        maxLength={2000}
        value={value.passage}
        onChange={(passage) => setValue({ ...value, passage })}
      />
      <WrittenField
        name="words"
        label={labels.words}
        isRequired
        multiline
        rows={3}
        maxLength={4000}
        value={value.words}
        onChange={(words) => setValue({ ...value, words })}
      />
      <FormActions>
        <Button type="submit" isPending={act.isPending}>
          {t('comment.give')}
        </Button>
      </FormActions>
    </Form>
  )
}
