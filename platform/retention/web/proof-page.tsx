import { number } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { Card, Cards } from '../../ui/records/cards.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { listRuns, type RetentionRun } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './retention.module.css'
import { useRetentionViews } from './views.ts'

const ADDRESS = { page: number(1) }
const SIZE = 10

/** What each night's run deleted, and that nothing older is left: for the secretariat and auditors. */
export function ProofPage() {
  const t = useTexts(texts)
  const [address, setAddress] = useAddress(ADDRESS)
  const page = Math.max(1, address.page)
  const runs = useEndpoint(listRuns, { page, size: SIZE }, { keep: true })
  return (
    <ListPage title={t('view.proof')} lead={<p>{t('proof.lead')}</p>} views={useRetentionViews('proof')}>
      <Answer of={runs} shape="list">
        {({ items, total }) =>
          total === 0 ? (
            <Empty icon="clock" title={t('proof.empty')} />
          ) : (
            <>
              <Cards>
                {items.map((run) => (
                  <Run key={run.id} of={run} />
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

function Run({ of }: { of: RetentionRun }) {
  const t = useTexts(texts)
  const { moment, number: figure } = useFormats()
  // Tables where there was nothing are told as a number, so that the others are seen.
  const told = of.tables.filter(({ deleted, held, remaining }) => deleted > 0 || held !== 0 || remaining !== 0)
  const deleted = of.tables.reduce((sum, line) => sum + line.deleted, 0)
  const isClean = of.tables.every(({ remaining }) => remaining === 0)
  return (
    <Card>
      <p className={css.head}>
        <strong>{t('proof.run', { at: moment(of.startedAt) })}</strong>
        {of.endedAt === null ? (
          <Badge tone="accent">{t('proof.going')}</Badge>
        ) : (
          <Badge tone={isClean ? 'good' : 'bad'} icon={isClean ? 'check' : 'warning'}>
            {t(isClean ? 'proof.clean' : 'proof.left')}
          </Badge>
        )}
        <span>{t('proof.total', { count: deleted })}</span>
      </p>
      {told.length > 0 && (
        <SmallTable
          label={t('proof.run', { at: moment(of.startedAt) })}
          columns={[
            { id: 'what', title: t('label.what'), width: 'wide', cell: (line) => line.title },
            { id: 'cut_off', title: t('label.cut_off'), cell: (line) => moment(line.cutOff) },
            { id: 'deleted', title: t('label.deleted'), align: 'end', cell: (line) => figure(line.deleted) },
            {
              id: 'held',
              title: t('label.held'),
              align: 'end',
              cell: (line) => line.held !== null && figure(line.held),
            },
            {
              id: 'remaining',
              title: t('label.remaining'),
              align: 'end',
              cell: (line) => line.remaining !== null && figure(line.remaining),
            },
          ]}
          rows={told}
          rowId={(line) => line.table}
        />
      )}
      {of.tables.length > told.length && (
        <p className={css.quiet}>{t('proof.quiet', { count: of.tables.length - told.length })}</p>
      )}
    </Card>
  )
}
