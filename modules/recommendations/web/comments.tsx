import { Suspense } from 'react'
import type { Written } from '../../../platform/text.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { FactualComment } from '../fields.ts'
import { texts } from '../locales/index.ts'
import css from './recommendations.module.css'

const Answering = later(() => import('./comment-forms.tsx').then((m) => m.Answering))
const GiveComment = later(() => import('./comment-forms.tsx').then((m) => m.GiveComment))

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
        {mayRespond && (
          <Suspense>
            <GiveComment record={record} field={field} />
          </Suspense>
        )}
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
        mayWrite && (
          <Suspense>
            <Answering comment={of.id} />
          </Suspense>
        )
      )}
    </>
  )
}
