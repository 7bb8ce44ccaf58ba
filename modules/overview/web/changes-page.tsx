import { useEffect, useRef } from 'react'
import { number } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listChanged, look } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ChangeLine } from './change-line.tsx'
import css from './overview.module.css'

const ADDRESS = { page: number(1) }
const SIZE = 50

/** What was made, changed or newly shared since the reader last looked, day by day. */
export function ChangesPage() {
  const t = useTexts(texts)
  const { day, moment } = useFormats()
  const [{ page }, setAddress] = useAddress(ADDRESS)
  const changed = useEndpoint(listChanged, { page: Math.max(1, page), size: SIZE }, { keep: true })
  const remember = useAction(look)
  const mark = useAction(look, { onDone: () => toast(t('changes.marked')) })
  // Once the reader has it before them, it counts as looked at; until the next visit it stays on the page.
  const isHere = changed.data !== undefined
  const noted = useRef(false)
  useEffect(() => {
    if (!isHere || noted.current) return
    noted.current = true
    remember.mutate({})
  }, [isHere, remember.mutate])
  return (
    <ListPage
      title={t('changes')}
      count={changed.data && t('changes.count', { count: changed.data.total })}
      lead={
        changed.data && (
          <p>
            {t(changed.data.isFirst ? 'changes.first' : 'changes.since', { since: moment(changed.data.since) })}{' '}
            {t('shared', { date: day(changed.data.asOf) })}
          </p>
        )
      }
      actions={
        changed.data &&
        changed.data.total > 0 && (
          <Button icon="check" isPending={mark.isPending} onPress={() => mark.mutate({ seen: true })}>
            {t('changes.mark')}
          </Button>
        )
      }
    >
      <Answer of={changed} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="success" title={t('changes.nothing')}>
              {t('changes.nothing_note')}
            </Empty>
          ) : (
            <>
              {[...Map.groupBy(items, ({ at }) => localDay(at))].map(([on, lines]) => (
                <section key={on} className={css.day} aria-label={day(on)}>
                  <h2>{day(on)}</h2>
                  <ul className={css.lines}>
                    {lines.map((line) => (
                      <li key={line.id}>
                        <ChangeLine of={line} />
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
              {total > SIZE && (
                <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
              )}
            </>
          )
        }
      </Answer>
    </ListPage>
  )
}

/** The day in the reader's own zone, yyyy-mm-dd. */
const localDay = (at: string): string => new Date(at).toLocaleDateString('sv')
