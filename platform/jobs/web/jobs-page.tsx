import { number, oneOf } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { useTexts } from '../../ui/language.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { KEPT_DAYS, listJobs } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { JobCard } from './job-progress.tsx'
import css from './jobs.module.css'

const VIEWS = ['any', 'under_way', 'ended'] as const
const ADDRESS = { view: oneOf(VIEWS, 'any'), page: number(1) }
const SIZE = 25

/** What the reader asked for that takes longer than a request, and what it made. */
export function Jobs() {
  const t = useTexts(texts)
  const [{ view, page: asked }, setAddress] = useAddress(ADDRESS)
  const page = Math.max(1, asked)
  const list = useEndpoint(listJobs, { state: view, page, size: SIZE }, { keep: true, every: 3000 })
  return (
    <ListPage
      title={t('title')}
      lead={<p>{t('lead', { days: KEPT_DAYS })}</p>}
      views={VIEWS.map((id) => ({
        id,
        label: t(`view.${id}`),
        href: id === 'any' ? '/jobs' : `/jobs?view=${id}`,
        isCurrent: id === view,
      }))}
    >
      <Answer of={list} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="clock" title={t('empty')}>
              {t('empty.text')}
            </Empty>
          ) : (
            <>
              <ul className={css.jobs}>
                {items.map((job) => (
                  <li key={job.id}>
                    <JobCard of={job} />
                  </li>
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
