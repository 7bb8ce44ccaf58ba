import { useState } from 'react'
import { hrefOf } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { downloadBadRows, listRows, OUTCOMES, UNDONE } from '../contract/rows.ts'
import { type Import, runImport, undoImport } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './imports.module.css'
import { Noted } from './noted.tsx'

const SIZE = 25

/** What will become, or became, of the rows; and what can be done now. */
export function Outcome({ of }: { of: Import }) {
  const t = useTexts(texts)
  const { counts, undone } = of
  return (
    <>
      <Section title={t('step.outcome')}>
        <Counts figures={OUTCOMES.map((id) => ({ id, label: t(`count.${id}`), count: counts[id] }))} />
        {of.state === 'undone' && (
          <Counts
            figures={UNDONE.map((id) => ({
              id,
              label: t(`undone.${id}`),
              count: undone[id],
            }))}
          />
        )}
        <Acts of={of} />
      </Section>
      {counts.bad > 0 && <Errors of={of} />}
      {of.state === 'checked' && !of.busy && <Noted of={of} />}
      {undone.kept > 0 && <Rows of={of} title={t('rows.kept')} undone="kept" />}
      {of.state === 'checked' && !of.busy && counts.new > 0 && <Rows of={of} title={t('rows.first')} outcome="new" />}
    </>
  )
}

function Counts({ figures }: { figures: readonly { id: string; label: string; count: number }[] }) {
  const { number } = useFormats()
  return (
    <dl className={css.counts}>
      {figures.map(({ id, label, count }) => (
        <div key={id} data-bad={id === 'bad' && count > 0}>
          <dt>{label}</dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Acts({ of }: { of: Import }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const run = useAction(runImport)
  const undo = useAction(undoImport, { onDone: () => setAsking(false) })
  const { counts, state } = of
  const count = counts.new + counts.changed
  const isFree = !of.busy
  return (
    <>
      <div className={css.acts}>
        {isFree && state === 'checked' && count > 0 && (
          <Button kind="filled" isPending={run.isPending} onPress={() => run.mutate({ id: of.id })}>
            {t('run', { count })}
          </Button>
        )}
        {isFree && state === 'running' && (
          <Button isPending={run.isPending} onPress={() => run.mutate({ id: of.id })}>
            {t('go_on')}
          </Button>
        )}
        {counts.bad > 0 && (
          <a href={hrefOf(downloadBadRows, { id: of.id, language })} download className={css.download}>
            <Icon name="download" />
            {t('mend')}
          </a>
        )}
        {isFree && ((state === 'done' && count > 0) || state === 'running' || state === 'undoing') && (
          <Button onPress={() => setAsking(true)}>{t('undo')}</Button>
        )}
      </div>
      {counts.bad > 0 && <p className={css.quiet}>{t('mend.hint')}</p>}
      {run.error && <p role="alert">{run.error.message}</p>}
      <AlertDialog
        title={t('undo')}
        confirm={t('undo')}
        isDanger
        isOpen={isAsking}
        isPending={undo.isPending}
        onOpenChange={setAsking}
        onConfirm={() => undo.mutate({ id: of.id })}
      >
        <p>{t('undo.text')}</p>
        {undo.error && <p role="alert">{undo.error.message}</p>}
      </AlertDialog>
    </>
  )
}

function Errors({ of }: { of: Import }) {
  const t = useTexts(texts)
  // The last row of each page before this one.
  const [passed, setPassed] = useState<readonly number[]>([])
  const rows = useEndpoint(
    listRows,
    { id: of.id, outcome: 'bad', after: passed.at(-1) ?? 0, size: SIZE },
    { keep: true },
  )
  return (
    <Section title={t('errors')}>
      <Answer of={rows} shape="table">
        {({ items, total }) => (
          <>
            <SmallTable
              label={t('errors')}
              rows={items.flatMap(({ n, faults }) => faults.map((fault, index) => ({ ...fault, id: `${n} ${index}` })))}
              rowId={({ id }) => id}
              columns={[
                {
                  id: 'where',
                  title: t('error.where'),
                  cell: ({ row, column, heading }) => (
                    <>
                      {t('at.row', { row })}
                      {column && (
                        <>
                          , <bdi>{heading || t('at.column', { column })}</bdi>
                        </>
                      )}
                    </>
                  ),
                },
                { id: 'what', title: t('error.what'), width: 'wide', cell: ({ message }) => message },
                { id: 'mend', title: t('error.mend'), width: 'wide', cell: ({ remedy }) => remedy },
              ]}
            />
            <Pagination
              page={passed.length + 1}
              size={SIZE}
              total={total}
              onPage={(page) =>
                setPassed(page > passed.length ? [...passed, items.at(-1)!.n] : passed.slice(0, page - 1))
              }
            />
          </>
        )}
      </Answer>
    </Section>
  )
}

type RowsProps = { of: Import; title: string; outcome?: 'new'; undone?: 'kept' }

function Rows({ of, title, outcome, undone }: RowsProps) {
  const t = useTexts(texts)
  const narrowed = { ...(outcome && { outcome }), ...(undone && { undone }) }
  const rows = useEndpoint(listRows, { id: of.id, ...narrowed, page: 1, size: 10 }, { keep: true })
  const shown = of.columns.map((column, index) => ({ ...column, index })).filter(({ key }) => key !== null)
  return (
    <Section title={title}>
      <Answer of={rows} shape="table">
        {({ items }) => (
          <SmallTable
            label={title}
            rows={items}
            rowId={({ n }) => String(n)}
            columns={[
              {
                id: 'row',
                title: t('row'),
                cell: ({ n, href }) =>
                  href ? <Link href={href}>{t('at.row', { row: n })}</Link> : t('at.row', { row: n }),
              },
              ...shown.slice(0, 6).map(({ letters, index, heading }) => ({
                id: letters,
                title: heading || letters,
                cell: ({ cells }: { cells: string[] }) => <bdi>{cells[index] ?? ''}</bdi>,
              })),
            ]}
          />
        )}
      </Answer>
    </Section>
  )
}
