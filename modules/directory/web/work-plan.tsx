import { Suspense, useState } from 'react'
import { number as numberPart } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Pagination } from '../../../platform/ui/table/pagination.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { GroupRecord } from '../contract/groups.ts'
import { listPlan } from '../contract/plan.ts'
import { texts } from '../locales/index.ts'
import { hrefOfOrganisation } from './hrefs.ts'
import { PlanStatus, Progress } from './plan-status.tsx'

const NewPlanItem = later(() => import('./plan-form.tsx').then((m) => m.NewPlanItem))

const SIZE = 25
const ADDRESS = { plan: numberPart(1) }

/** What a group means to do, by when, and how far it is; what is open and due first stands first. */
export function WorkPlan({ of }: { of: GroupRecord }) {
  const t = useTexts(texts)
  const { day, number } = useFormats()
  const may = useMay()
  const [{ plan: page }, setView] = useAddress(ADDRESS)
  const [isAdding, setAdding] = useState(false)
  const plan = useEndpoint(listPlan, { group: of.code, page, size: SIZE }, { keep: true })
  const mayAdd = may('directory:plan_write') && may('records:share') && of.mine && of.dissolvedOn === null
  return (
    <Answer of={plan} shape="table">
      {({ items, total, done, toDo, overdue }) => (
        <Section
          title={t('plan')}
          {...(total > 0 ? { count: t('plan.sum', { done, all: number(done + toDo), overdue }) } : {})}
          actions={
            mayAdd && (
              <Button icon="plus" onPress={() => setAdding(true)}>
                {t('plan.add')}
              </Button>
            )
          }
        >
          {items.length === 0 ? (
            <p>{t('plan.none')}</p>
          ) : (
            <SmallTable
              label={t('plan')}
              rows={items}
              rowId={(item) => item.id}
              rowHref={(item) => `/groups/plan/${item.id}`}
              columns={[
                {
                  id: 'title',
                  title: t('plan.title'),
                  width: 'wide',
                  cell: (item) => (
                    <>
                      <WrittenText of={item.title} quiet /> {item.level > 0 && <LevelMark level={item.level} />}
                    </>
                  ),
                },
                {
                  id: 'lead',
                  title: t('plan.lead'),
                  cell: ({ lead }) =>
                    lead && (
                      <Link href={hrefOfOrganisation(lead)}>
                        <abbr title={lead.name.text}>{lead.code}</abbr>
                      </Link>
                    ),
                },
                { id: 'due', title: t('plan.due'), cell: ({ due }) => due && day(due) },
                { id: 'status', title: t('plan.status'), cell: (item) => <PlanStatus of={item} /> },
                { id: 'progress', title: t('plan.progress'), cell: (item) => <Progress percent={item.progress} /> },
              ]}
            />
          )}
          {total > SIZE && (
            <Pagination page={page} size={SIZE} total={total} onPage={(next) => setView({ plan: next })} />
          )}
          <Suspense>{isAdding && <NewPlanItem group={of.code} onClose={() => setAdding(false)} />}</Suspense>
        </Section>
      )}
    </Answer>
  )
}
