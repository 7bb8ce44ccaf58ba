import { useState } from 'react'
import { number, oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { confirmDestroyed, listHeld, listTaken, type TakenFile } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Copies } from './copies.tsx'
import css from './exports.module.css'

const VIEWS = ['due', 'mine', 'held'] as const
const ADDRESS = { view: oneOf(VIEWS, 'due'), page: number(1) }
const [FILES, COPIES] = [25, 50]

/** What left Concord: files of the reader, first those to be destroyed, and copies of own records at other organisations. */
export function Exports() {
  const t = useTexts(texts)
  const may = useMay()
  const [address, setAddress] = useAddress(ADDRESS)
  const views = VIEWS.filter((view) => view !== 'held' || may('audit:own'))
  const view = views.includes(address.view) ? address.view : 'due'
  const page = { number: Math.max(1, address.page), turn: (next: number) => setAddress({ page: next }) }
  return (
    <ListPage
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      views={views.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'due' ? '/exports' : `/exports?view=${id}`,
        isCurrent: id === view,
      }))}
    >
      {view === 'held' ? <Held page={page} /> : <Taken view={view} page={page} />}
    </ListPage>
  )
}

type Turning = { page: { number: number; turn: (next: number) => void } }

function Taken({ view, page }: Turning & { view: 'due' | 'mine' }) {
  const t = useTexts(texts)
  const input = { view: view === 'due' ? 'due' : 'all', page: page.number, size: FILES } as const
  const list = useEndpoint(listTaken, input, { keep: true })
  return (
    <Answer of={list} shape="list">
      {({ items, total }) =>
        total === 0 ? (
          <Empty icon="download" title={t(`empty.${view}`)} />
        ) : (
          <>
            <ul className={css.files}>
              {items.map((file) => (
                <File key={file.id} of={file} />
              ))}
            </ul>
            <Pagination page={page.number} size={FILES} total={total} onPage={page.turn} />
          </>
        )
      }
    </Answer>
  )
}

function File({ of }: { of: TakenFile }) {
  const t = useTexts(texts)
  const { moment, day } = useFormats()
  const isDue = of.destroyedAt === null && of.due.length + of.asked > 0
  return (
    <li className={css.file}>
      <p className={css.line}>
        <strong className={css.name} dir="auto">
          {of.name}
        </strong>
        <LevelMark level={of.level as 0 | 1 | 2} />
        {of.destroyedAt && <Badge tone="good">{t('state.destroyed', { date: day(of.destroyedAt) })}</Badge>}
      </p>
      <p className={css.quiet}>
        {t('taken')} {moment(of.takenAt)} · {t('holds', { count: of.records })}
      </p>
      {isDue && (
        <ul className={css.due}>
          {of.due.map(({ why, count }) => (
            <li key={why}>{t(`due_count.${why}`, { count })}</li>
          ))}
          {of.asked > 0 && <li>{t('asked.count', { count: of.asked })}</li>}
        </ul>
      )}
      {of.destroyedAt === null && <Destroyed of={of} isDue={isDue} />}
    </li>
  )
}

function Destroyed({ of, isDue }: { of: TakenFile; isDue: boolean }) {
  const t = useTexts(texts)
  const [isAsked, setAsked] = useState(false)
  const confirm = useAction(confirmDestroyed, { onDone: () => toast(t('act.destroyed.done')) })
  return (
    <div>
      <Button size="small" kind={isDue ? 'filled' : 'quiet'} onPress={() => setAsked(true)}>
        {t('act.destroyed')}
      </Button>
      <AlertDialog
        title={t('act.destroyed')}
        confirm={t('act.destroyed')}
        isDanger
        isPending={confirm.isPending}
        isOpen={isAsked}
        onOpenChange={setAsked}
        onConfirm={() => confirm.mutate({ id: of.id })}
      >
        <p>{t('act.destroyed.text', { name: of.name })}</p>
        {confirm.error && <p role="alert">{confirm.error.message}</p>}
      </AlertDialog>
    </div>
  )
}

function Held({ page }: Turning) {
  const t = useTexts(texts)
  const list = useEndpoint(listHeld, { page: page.number, size: COPIES }, { keep: true })
  return (
    <Answer of={list} shape="table">
      {({ items, total }) =>
        total === 0 ? (
          <Empty icon="download" title={t('empty.held')} />
        ) : (
          <>
            <Copies of={items} withRecord />
            <Pagination page={page.number} size={COPIES} total={total} onPage={page.turn} />
          </>
        )
      }
    </Answer>
  )
}
