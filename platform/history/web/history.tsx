import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { useKitTexts, useTexts } from '../../ui/language.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { PanelProps } from '../../ui/panels.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Timeline } from '../../ui/records/timeline.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type Change, type Edit, listHistory, restoreText } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ChangeWords } from './change-words.tsx'
import css from './history.module.css'

const STEP = 10

type Found = z.output<typeof listHistory.output>

/** On the page of a record: what was changed in it, the latest first. */
export function History({ id }: PanelProps) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  const { number } = useFormats()
  const [size, setSize] = useState(STEP)
  const list = useEndpoint(listHistory, { record: id, size }, { keep: true })
  const { total = 0 } = list.data ?? {}
  return (
    <Section title={kit('record.history')} id="history" {...(total > 0 && { count: number(total) })}>
      <p className={css.hint}>{t('lead')}</p>
      <Answer of={list} rows={3}>
        {(found) =>
          found.total === 0 ? (
            <p className={css.hint}>{t('none')}</p>
          ) : (
            <>
              <Edits of={found} />
              {found.total > size && size < 200 && (
                <Button icon="history" onPress={() => setSize(Math.min(200, size * 3))}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
      </Answer>
    </Section>
  )
}

function Edits({ of: { items, record } }: { of: Found }) {
  const kit = useKitTexts()
  const t = useTexts(texts)
  const { list } = useFormats()
  return (
    <Timeline
      label={kit('record.history')}
      items={items.map((edit) => {
        const fields = list([...new Set(edit.changes.map(({ label }) => label))])
        const name = edit.by?.name
        return {
          id: edit.id,
          at: edit.at,
          icon: 'edit' as const,
          title: name ? t('edited', { name, fields }) : t('edited.someone', { fields }),
          ...(edit.organisation && { by: edit.organisation.name.text }),
          body: (
            <div className={css.changes}>
              {edit.changes.map((change) => (
                <ChangeWords
                  key={`${change.field} ${change.kind === 'text' ? change.language : ''}`}
                  of={change}
                  action={
                    change.kind === 'text' && change.mayRestore ? (
                      <Restore edit={edit} change={change} version={record.version} />
                    ) : null
                  }
                />
              ))}
            </div>
          ),
        }
      })}
    />
  )
}

type RestoreProps = { edit: Edit; change: Extract<Change, { kind: 'text' }>; version: number }

function Restore({ edit, change, version }: RestoreProps) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const restore = useAction(restoreText, {
    onDone: () => {
      setAsked(false)
      toast(t('restored'))
    },
  })
  return (
    <>
      <Button size="small" kind="quiet" icon="refresh" onPress={() => setAsked(true)}>
        {t('restore')}
      </Button>
      <AlertDialog
        title={t('restore')}
        confirm={t('restore')}
        isPending={restore.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => restore.mutate({ edit: edit.id, field: change.field, language: change.language!, version })}
      >
        <p lang={change.language ?? undefined} dir="auto" className={css.earlier}>
          {change.before}
        </p>
        <p>{t('restore.note')}</p>
        {restore.error && <p role="alert">{restore.error.message}</p>}
      </AlertDialog>
    </>
  )
}
