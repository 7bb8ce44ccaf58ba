import { useState } from 'react'
import { ChangeLevel } from '../../records/web/change-level.tsx'
import { RecordLink } from '../../records/web/record-link.tsx'
import { number, oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { Card, CardActs, Cards } from '../../ui/records/cards.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type LevelReview, listReviews } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './retention.module.css'
import { KeepDialog, SetDialog } from './review-dialogs.tsx'
import { ShowChoice } from './show-choice.tsx'
import { useRetentionViews } from './views.ts'

const ADDRESS = { view: oneOf(['due', 'all'], 'due'), page: number(1) }
const SIZE = 25

/** Confidential records of the own organisation whose level is due for review, and what may be done about it. */
export function ReviewsPage() {
  const t = useTexts(texts)
  const [{ view, ...address }, setAddress] = useAddress(ADDRESS)
  const page = Math.max(1, address.page)
  const list = useEndpoint(listReviews, { view, page, size: SIZE }, { keep: true })
  return (
    <ListPage
      title={t('view.reviews')}
      lead={<p>{t('reviews.lead')}</p>}
      views={useRetentionViews('reviews')}
      filters={
        <ShowChoice
          usual={t('reviews.due')}
          other={{ id: 'all', label: t('reviews.all') }}
          isOther={view === 'all'}
          onChange={(all) => setAddress({ view: all ? 'all' : 'due', page: 1 })}
        />
      }
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="check" title={t('reviews.empty')} />
          ) : (
            <>
              <Cards>
                {items.map((review) => (
                  <ReviewCard key={review.id} of={review} />
                ))}
              </Cards>
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
    </ListPage>
  )
}

function ReviewCard({ of }: { of: LevelReview }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [open, setOpen] = useState<'keep' | 'set' | null>(null)
  const close = () => setOpen(null)
  return (
    <Card>
      <p className={css.head}>
        <RecordLink of={of.record} />
        <LevelMark level={of.level} />
        <Badge tone={of.isDue ? 'warn' : 'neutral'}>
          {t(of.isDue ? 'reviews.overdue' : 'reviews.until', { on: day(of.dueOn) })}
        </Badge>
      </p>
      <FactList facts={[{ label: t('label.latest'), value: day(of.latestOn) }]} />
      <CardActs>
        <ChangeLevel head={of.head} />
        <Button size="small" onPress={() => setOpen('keep')}>
          {t('reviews.keep')}
        </Button>
        <Button size="small" onPress={() => setOpen('set')}>
          {t('reviews.set')}
        </Button>
      </CardActs>
      {open === 'keep' && <KeepDialog record={of.record.id} onClose={close} />}
      {open === 'set' && <SetDialog record={of.record.id} latest={of.latestOn} onClose={close} />}
    </Card>
  )
}
