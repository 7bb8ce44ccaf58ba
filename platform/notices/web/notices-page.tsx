import { number, oneOf, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { FilterSentence } from '../../ui/table/filter-sentence.tsx'
import { holes } from '../../ui/table/holes.ts'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { listNotices, markRead } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { NoticeGroupCard } from './notice-group.tsx'
import css from './notices.module.css'

const VIEWS = ['unread', 'all'] as const
const ADDRESS = { view: oneOf(VIEWS, 'unread'), topic: text(), page: number(1) }
const TOPIC = /^[a-z_]+\.[a-z_]+$/
const SIZE = 25

/** What the reader was told, by record, the latest first. */
export function Notices() {
  const t = useTexts(texts)
  const [{ view, topic, page }, setAddress] = useAddress(ADDRESS)
  const narrowed = {
    ...(view === 'unread' && { unread: true }),
    ...(TOPIC.test(topic) && { topic }),
    page: Math.max(1, page),
    size: SIZE,
  }
  const list = useEndpoint(listNotices, narrowed, { keep: true })
  const mark = useAction(markRead, { onDone: ({ marked }) => toast(t('marked', { count: marked })) })
  // Only what was on its way when this list was made: what came since stays unread.
  const latest = list.data?.items[0]?.notices[0]?.at
  const isUnread = list.data?.items.some(({ unread }) => unread > 0)
  return (
    <ListPage
      title={t('title')}
      count={list.data && t('count', { count: list.data.total })}
      lead={<p>{t('lead')}</p>}
      actions={
        <>
          {isUnread && latest && page <= 1 && (
            <Button
              icon="check"
              isPending={mark.isPending}
              onPress={() => mark.mutate({ until: latest, ...(narrowed.topic && { topic: narrowed.topic }) })}
            >
              {t('mark_all')}
            </Button>
          )}
          <ButtonLink href="/notices/settings" icon="settings">
            {t('view.settings')}
          </ButtonLink>
        </>
      }
      views={VIEWS.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'unread' ? '/notices' : `/notices?view=${id}`,
        isCurrent: id === view,
      }))}
      filters={
        <FilterSentence
          sentence={t('filter', holes('topic'))}
          parts={{
            topic: {
              label: t('filter.topic'),
              any: t('filter.topic.any'),
              single: true,
              value: topic ? [topic] : [],
              onChange: ([chosen]) => setAddress({ topic: chosen ?? '' }),
              options: (list.data?.topics ?? []).map(({ topic, title }) => ({ id: topic, label: title })),
            },
          }}
          onClear={() => setAddress({ topic: '' })}
        />
      }
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="bell" title={t(`empty.${view}`)}>
              {t('empty.text')}
            </Empty>
          ) : (
            <>
              <ul className={css.groups}>
                {items.map((group) => (
                  <NoticeGroupCard key={group.record?.id ?? group.notices[0]!.id} of={group} />
                ))}
              </ul>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
    </ListPage>
  )
}
