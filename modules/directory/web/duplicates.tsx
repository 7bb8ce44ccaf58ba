import { useState } from 'react'
import { number } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listMerges, listTwins, type Merge } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { hrefOfOrganisation } from './hrefs.ts'
import { Propose } from './merge-organisation.tsx'
import { MergeProposal } from './merge-proposal.tsx'
import { TwinList } from './twin-list.tsx'
import { twoNames } from './two-names.ts'

const SIZE = 25

/** Entries made twice: what waits for a second person, what looks alike, and what was decided. */
export function Duplicates() {
  const t = useTexts(texts)
  const waiting = useEndpoint(listMerges, { state: 'waiting', size: 100 })
  return (
    <ListPage title={t('duplicates')} lead={<p>{t('duplicates.lead')}</p>}>
      <Section title={t('duplicates.waiting')}>
        <Answer of={waiting} shape="list">
          {({ items }) =>
            items.length === 0 ? (
              <p>{t('duplicates.waiting_none')}</p>
            ) : (
              <ul className={css.plain}>
                {items.map((merge) => (
                  <MergeProposal key={merge.id} of={merge} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Section>
      <Twins />
      <Past />
    </ListPage>
  )
}

function Twins() {
  const t = useTexts(texts)
  const twins = useEndpoint(listTwins, {})
  const [compared, setCompared] = useState<{ absorbed: string; kept: string } | null>(null)
  return (
    <Section title={t('merge.twins')}>
      <Answer of={twins} shape="table" rows={3}>
        {({ items }) => (
          <TwinList
            of={items}
            onCompare={({ entry, twin }) => setCompared({ absorbed: entry.code, kept: twin.code })}
          />
        )}
      </Answer>
      {compared && (
        <Dialog
          title={t('merge')}
          isOpen
          onOpenChange={() => setCompared(null)}
          size="large"
          isFirm
          actions={<Button onPress={() => setCompared(null)}>{t('back')}</Button>}
        >
          <Propose {...compared} onClose={() => setCompared(null)} />
        </Dialog>
      )}
    </Section>
  )
}

function Past() {
  const t = useTexts(texts)
  const { moment } = useFormats()
  const [address, setAddress] = useAddress({ page: number(1) })
  const page = Math.max(1, address.page)
  const past = useEndpoint(listMerges, { state: 'settled', page, size: SIZE }, { keep: true })
  const who = (by: Merge['proposedBy'], at: string | null) =>
    at && t('merge.proposed_by', { name: by?.name ?? t('merge.someone'), on: moment(at) })
  return (
    <Section title={t('duplicates.past')}>
      <Answer of={past} shape="table" rows={3}>
        {({ items, total }) =>
          total === 0 ? (
            <p>{t('duplicates.past_none')}</p>
          ) : (
            <>
              <SmallTable
                label={t('duplicates.past')}
                rows={items}
                rowId={(m) => m.id}
                columns={[
                  {
                    id: 'entries',
                    title: t('merge.entries'),
                    cell: (m) => <Link href={hrefOfOrganisation(m.kept)}>{t('merge.into', twoNames(m))}</Link>,
                  },
                  {
                    id: 'outcome',
                    title: t('merge.outcome'),
                    cell: (m) => (
                      <Badge tone={m.outcome === 'merged' ? 'good' : 'neutral'}>
                        {t(`merge.outcome.${m.outcome ?? 'merged'}`)}
                      </Badge>
                    ),
                  },
                  { id: 'reason', title: t('merge.why'), cell: (m) => <span dir="auto">{m.reason}</span> },
                  { id: 'proposed', title: t('merge.proposed'), cell: (m) => who(m.proposedBy, m.proposedAt) },
                  { id: 'settled', title: t('merge.settled'), cell: (m) => who(m.settledBy, m.settledAt) },
                ]}
              />
              <Pagination page={page} size={SIZE} total={total} onPage={(next) => setAddress({ page: next })} />
            </>
          )
        }
      </Answer>
    </Section>
  )
}
