import { useState } from 'react'
import type { z } from 'zod'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { PanelProps } from '../../ui/panels.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { addComment, listComments, type Thread } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CommentLine } from './comment-line.tsx'
import css from './comments.module.css'
import { WriteComment } from './write-comment.tsx'

const SIZE = 20

type Found = z.output<typeof listComments.output>

/** On the page of a record: what its readers say about it. */
export function Comments({ id }: PanelProps) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [page, setPage] = useState(1)
  const list = useEndpoint(listComments, { record: id, page, size: SIZE }, { keep: true })
  return (
    <Section
      title={t('comments')}
      id="comments"
      {...(list.data && list.data.count > 0 && { count: number(list.data.count) })}
    >
      <Answer of={list} rows={3}>
        {(found) => (
          <>
            {found.mayComment && (
              <>
                <p className={css.hint}>{t('lead')}</p>
                <NewComment record={found.record} draft={`comments.new:${id}`} />
              </>
            )}
            {found.total === 0 && <p className={css.hint}>{t(found.mayComment ? 'none.first' : 'none')}</p>}
            <Threads of={found} />
            {found.total > SIZE && <Pagination page={page} size={SIZE} total={found.total} onPage={setPage} />}
          </>
        )}
      </Answer>
    </Section>
  )
}

function Threads({ of }: { of: Found }) {
  return (
    <ol className={css.threads}>
      {of.items.map((thread) => (
        <li key={thread.id}>
          <OneThread of={thread} found={of} />
        </li>
      ))}
    </ol>
  )
}

function OneThread({ of, found: { record, mentioned } }: { of: Thread; found: Found }) {
  const t = useTexts(texts)
  const [isAnswering, setAnswering] = useState(false)
  const answer = () => setAnswering(true)
  return (
    <>
      <CommentLine of={of} record={record} mentioned={mentioned} onAnswer={of.mayAnswer ? answer : undefined} />
      {(of.answers.length > 0 || isAnswering) && (
        <ol className={css.answers} aria-label={t('answers', { count: of.answers.length })}>
          {of.answers.map((one) => (
            <li key={one.id}>
              <CommentLine of={one} record={record} mentioned={mentioned} />
            </li>
          ))}
          {isAnswering && (
            <li>
              <NewComment
                record={record}
                draft={`comments.answer:${of.id}`}
                to={of}
                onClose={() => setAnswering(false)}
              />
            </li>
          )}
        </ol>
      )}
    </>
  )
}

type NewCommentProps = { record: Found['record']; draft: string; to?: Thread; onClose?: () => void }

function NewComment({ record, draft, to, onClose }: NewCommentProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [request, setRequest] = useState(() => crypto.randomUUID())
  const add = useAction(addComment)
  return (
    <WriteComment
      record={record}
      draft={draft}
      start={{ words: '', people: [], language }}
      label={to ? t('answer.to', { name: to.by.name ?? t('someone') }) : t('words')}
      submit={t(to ? 'answer.add' : 'add')}
      isPending={add.isPending}
      error={add.error}
      onSend={(sent, onArrived) =>
        add.mutate(
          { record: record.id, ...(to && { parent: to.id }), ...sent, request },
          {
            onSuccess: () => {
              onArrived()
              setRequest(crypto.randomUUID())
              toast(t('done.added'))
              onClose?.()
            },
          },
        )
      }
      {...(onClose && { onCancel: onClose })}
    />
  )
}
