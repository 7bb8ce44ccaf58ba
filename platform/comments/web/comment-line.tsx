import { useEffect, useRef, useState } from 'react'
import type { PersonRef } from '../../access/refs.ts'
import { Button, IconButton } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { Menu } from '../../ui/overlays/menu.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type Comment, editComment, hideComment, removeComment } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './comments.module.css'
import { HideDialog } from './hide-dialog.tsx'
import { toWriting } from './mentions.ts'
import { Versions } from './versions.tsx'
import { Words } from './words.tsx'
import { WriteComment } from './write-comment.tsx'

type CommentLineProps = {
  of: Comment
  record: { id: string; level: number }
  mentioned: readonly PersonRef[]
  onAnswer?: (() => void) | undefined
}

/** One comment: who, for whom, when; the words, or why there are none; what the reader may do with it. */
export function CommentLine({ of, record, mentioned, onAnswer }: CommentLineProps) {
  const t = useTexts(texts)
  const { moment } = useFormats()
  const [isEditing, setEditing] = useState(false)
  const [isReading, setReading] = useState(false)
  const { by, organisation, at, state, text, reason } = of
  const line = useRef<HTMLElement>(null)
  // Comments come after the page, when the browser has already looked for the place that a link names.
  useEffect(() => {
    if (window.location.hash !== `#comment-${of.id}`) return
    line.current?.scrollIntoView({ block: 'center' })
    line.current?.focus({ preventScroll: true })
  }, [of.id])
  const edited = text && text.version > 1 ? text : undefined
  return (
    <article ref={line} tabIndex={-1} className={css.comment} id={`comment-${of.id}`} data-state={state}>
      <header className={css.head}>
        <bdi className={css.name}>{by.name ?? t('someone')}</bdi>
        <bdi lang={organisation.name.language} className={css.hint}>
          {organisation.name.text}
        </bdi>
        <time dateTime={at} className={css.hint}>
          {moment(at)}
        </time>
        {edited && (
          <Button kind="quiet" size="small" icon="history" onPress={() => setReading(true)}>
            {t('edited', { at: moment(edited.at) })}
          </Button>
        )}
      </header>
      {state === 'removed' && <p className={css.gone}>{t('removed')}</p>}
      {state === 'hidden' && <p className={css.gone}>{t('hidden', { reason: reason ?? '' })}</p>}
      {isEditing && text ? (
        <Editing of={of} record={record} mentioned={mentioned} onClose={() => setEditing(false)} />
      ) : (
        text && (
          <div className={css.said}>
            <Words of={text} mentioned={mentioned} />
            {state === 'hidden' && (
              <Badge tone="warn" icon="eye-off">
                {t('hidden.mark')}
              </Badge>
            )}
          </div>
        )
      )}
      {!isEditing && <Acts of={of} onAnswer={onAnswer} onEdit={() => setEditing(true)} />}
      {isReading && <Versions id={of.id} onClose={() => setReading(false)} />}
    </article>
  )
}

type EditingProps = Omit<CommentLineProps, 'onAnswer'> & { onClose: () => void }

function Editing({ of: { id, text }, record, mentioned, onClose }: EditingProps) {
  const t = useTexts(texts)
  const save = useAction(editComment)
  const { version, language, words } = text!
  return (
    <WriteComment
      record={record}
      draft={`comments.edit:${id}`}
      start={{ ...toWriting(words, mentioned), language }}
      label={t('words')}
      submit={t('save')}
      isPending={save.isPending}
      error={save.error}
      onSend={(sent, onArrived) =>
        save.mutate(
          { id, version, ...sent },
          {
            onSuccess: () => {
              onArrived()
              toast(t('done.saved'))
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    />
  )
}

type ActsProps = { of: Comment; onAnswer: (() => void) | undefined; onEdit: () => void }

function Acts({ of, onAnswer, onEdit }: ActsProps) {
  const t = useTexts(texts)
  const [asked, setAsked] = useState<'remove' | 'hide'>()
  const close = () => setAsked(undefined)
  const remove = useAction(removeComment, {
    onDone: () => {
      close()
      toast(t('done.removed'))
    },
  })
  const show = useAction(hideComment, { onDone: () => toast(t('done.shown')) })
  const entries = [
    ...(of.mayEdit ? [{ id: 'edit', label: t('edit'), icon: 'edit' as const, onAction: onEdit }] : []),
    ...(of.mayHide && of.state === 'shown'
      ? [{ id: 'hide', label: t('hide'), icon: 'eye-off' as const, onAction: () => setAsked('hide') }]
      : []),
    ...(of.mayHide && of.state === 'hidden'
      ? [
          {
            id: 'show',
            label: t('show'),
            icon: 'eye' as const,
            onAction: () => show.mutate({ id: of.id, reason: null }),
          },
        ]
      : []),
    ...(of.mayRemove
      ? [
          {
            id: 'remove',
            label: t('remove'),
            icon: 'delete' as const,
            isDanger: true,
            onAction: () => setAsked('remove'),
          },
        ]
      : []),
  ]
  if (!onAnswer && entries.length === 0) return null
  return (
    <div className={css.acts}>
      {onAnswer && (
        <Button size="small" kind="quiet" icon="comment" onPress={onAnswer}>
          {t('answer')}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu label={t('acts')} trigger={<IconButton icon="more" size="small" label={t('acts')} />} entries={entries} />
      )}
      <AlertDialog
        title={t('remove')}
        confirm={t('remove')}
        isDanger
        isPending={remove.isPending}
        isOpen={asked === 'remove'}
        onOpenChange={close}
        onConfirm={() => remove.mutate({ id: of.id })}
      >
        <p>{t('remove.note')}</p>
        {remove.error && <p role="alert">{remove.error.message}</p>}
      </AlertDialog>
      {asked === 'hide' && <HideDialog id={of.id} onClose={close} />}
    </div>
  )
}
