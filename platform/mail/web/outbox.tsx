import { useState } from 'react'
import { number, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { NotFound } from '../../ui/states/not-found.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type OutboxMail, outbox, readMail } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './outbox.module.css'

const ADDRESS = { to: text(), mail: text(), page: number(1) }
const SIZE = 50

/** What a demonstration would have sent: to the reader, or to an address that waits for its account. */
export function Outbox() {
  const { demonstration } = useSession()
  return demonstration ? <OutboxOfDemonstration /> : <NotFound />
}

function OutboxOfDemonstration() {
  const t = useTexts(texts)
  const { person } = useSession()
  const [{ to, mail, page }, setView] = useAddress(ADDRESS)
  const asked = { ...(to && { to }) }
  const current = Math.max(1, page)
  const list = useEndpoint(
    outbox,
    { ...asked, page: current, size: SIZE },
    { enabled: to !== '' || !!person, keep: true },
  )
  return (
    <ListPage title={t('outbox.title')} lead={<p>{t(person ? 'outbox.lead' : 'outbox.lead_nobody')}</p>}>
      <FindMail key={to} address={to} onFind={(address) => setView({ to: address, mail: '' })} />
      {(to !== '' || person) && (
        <Answer of={list} shape="table">
          {({ items, total }) =>
            total === 0 ? (
              <Empty title={t('outbox.none')} icon="mail">
                {t(to ? 'outbox.none_for' : 'outbox.none_text')}
              </Empty>
            ) : (
              <>
                <MailTable items={items} to={to} />
                <Pagination page={current} size={SIZE} total={total} onPage={(next) => setView({ page: next })} />
              </>
            )
          }
        </Answer>
      )}
      {mail && <OpenMail id={mail} to={to} onClose={() => setView({ mail: '' })} />}
    </ListPage>
  )
}

function FindMail({ address, onFind }: { address: string; onFind: (address: string) => void }) {
  const t = useTexts(texts)
  const [words, setWords] = useState(address)
  return (
    <form
      className={css.find}
      onSubmit={(e) => {
        e.preventDefault()
        onFind(words.trim())
      }}
    >
      <TextField label={t('outbox.address')} type="email" autoComplete="off" value={words} onChange={setWords} />
      <Button type="submit" icon="search">
        {t('outbox.find')}
      </Button>
    </form>
  )
}

function MailTable({ items, to }: { items: readonly OutboxMail[]; to: string }) {
  const t = useTexts(texts)
  const { moment } = useFormats()
  return (
    <SmallTable
      label={to ? t('outbox.of', { address: to }) : t('outbox.title')}
      rows={items}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/outbox?${new URLSearchParams({ ...(to && { to }), mail: id })}`}
      columns={[
        {
          id: 'subject',
          title: t('outbox.subject'),
          width: 'wide',
          cell: ({ subject, language }) => <bdi lang={language}>{subject}</bdi>,
        },
        { id: 'at', title: t('outbox.at'), cell: ({ at }) => moment(at) },
        { id: 'status', title: t('outbox.status'), cell: ({ status }) => t(`status.${status}`) },
      ]}
    />
  )
}

function OpenMail({ id, to, onClose }: { id: string; to: string; onClose: () => void }) {
  const t = useTexts(texts)
  const answer = useEndpoint(readMail, { id, ...(to && { to }) })
  return (
    <Dialog title={answer.data?.subject ?? t('outbox.subject')} isOpen onOpenChange={onClose}>
      <Answer of={answer}>
        {({ text: words, language }) => (
          <div lang={language} dir="auto" className={css.words}>
            {words.split('\n').map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a mail does not change
              <Line key={i} line={line} />
            ))}
          </div>
        )}
      </Answer>
    </Dialog>
  )
}

/** A line that is an address of the web is a link, as in a mail program. */
function Line({ line }: { line: string }) {
  const isLink = /^https?:\/\/\S+$/.test(line.trim())
  return <p dir="auto">{isLink ? <a href={line.trim()}>{line}</a> : line}</p>
}
