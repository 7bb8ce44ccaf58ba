import { useState } from 'react'
import { RecordLink } from '../../records/web/record-link.tsx'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useMay } from '../../ui/session.tsx'
import type { TableColumn } from '../../ui/table/columns.ts'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { askToDestroy, type HeldCopy } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './exports.module.css'

/** Copies of own records at other organisations, with what became of them and the way to ask for their destruction. */
export function Copies({ of, withRecord = false }: { of: readonly HeldCopy[]; withRecord?: boolean }) {
  const t = useTexts(texts)
  const { moment } = useFormats()
  const may = useMay()
  const columns: TableColumn<HeldCopy>[] = [
    ...(withRecord
      ? [{ id: 'record', title: t('record'), cell: ({ record }: HeldCopy) => <RecordLink of={record} /> }]
      : []),
    {
      id: 'holder',
      title: t('holder'),
      cell: ({ holder, by }) => (
        <>
          {holder.name.text}
          <span className={css.quiet}> {by.name ?? t('who.someone')}</span>
        </>
      ),
    },
    { id: 'taken', title: t('taken'), cell: ({ takenAt }) => moment(takenAt) },
    {
      id: 'as',
      title: t('about.level'),
      cell: ({ format, level }) => (
        <span className={css.line}>
          <LevelMark level={level} /> {format.toUpperCase()}
        </span>
      ),
    },
    { id: 'state', title: t('state_title'), cell: (copy) => <State of={copy} /> },
    ...(may('records:share') ? [{ id: 'act', title: t('act.ask'), cell: (copy: HeldCopy) => <Ask of={copy} /> }] : []),
  ]
  return (
    <SmallTable label={t('copies')} columns={columns} rows={of} rowId={({ file, record }) => `${file} ${record.id}`} />
  )
}

function State({ of }: { of: HeldCopy }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  if (of.destroyedAt) return <Badge tone="good">{t('state.destroyed', { date: day(of.destroyedAt) })}</Badge>
  return (
    <span className={css.states}>
      {of.due && of.dueAt ? (
        <>
          <Badge tone="bad">{t('state.due', { date: day(of.dueAt) })}</Badge>
          <span className={css.quiet}>{t(`due.${of.due}`)}</span>
        </>
      ) : (
        <Badge>{t('state.held')}</Badge>
      )}
      {of.askedAt && <span className={css.quiet}>{t('asked', { date: day(of.askedAt) })}</span>}
    </span>
  )
}

function Ask({ of }: { of: HeldCopy }) {
  const t = useTexts(texts)
  const [isOpen, setOpen] = useState(false)
  const ask = useAction(askToDestroy, {
    onDone: () => {
      setOpen(false)
      toast(t('act.asked'))
    },
  })
  if (of.destroyedAt || of.askedAt) return null
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        {t('act.ask')}
      </Button>
      <AlertDialog
        title={t('act.ask')}
        confirm={t('act.ask')}
        isPending={ask.isPending}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onConfirm={() => ask.mutate({ record: of.record.id, holder: of.holder.id })}
      >
        <p>{t('act.ask.text', { holder: of.holder.name.text })}</p>
        {ask.error && <p role="alert">{ask.error.message}</p>}
      </AlertDialog>
    </>
  )
}
