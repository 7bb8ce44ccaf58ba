import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { ListPage } from '../../ui/records/list-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { texts } from '../locales/index.ts'
import { decideFactorReset, type FactorReset, listFactorResets } from '../people-contract.ts'
import css from './access.module.css'
import { useFailure } from './failure.ts'
import { Item } from './item.tsx'
import { usePeopleViews } from './people-views.ts'

/** Requests to take off a lost second factor: who asked cannot approve. */
export function LostFactors() {
  const t = useTexts(texts)
  const resets = useEndpoint(listFactorResets, { size: 100 })
  return (
    <ListPage title={t('accounts')} lead={t('lost_factors.lead')} views={usePeopleViews('lost_factors')}>
      <Answer of={resets} shape="list">
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="key" title={t('lost_factors.none')}>
              {t('lost_factors.none_lead')}
            </Empty>
          ) : (
            <ul className={css.list}>
              {items.map((reset) => (
                <OneReset key={reset.id} reset={reset} />
              ))}
            </ul>
          )
        }
      </Answer>
    </ListPage>
  )
}

function OneReset({ reset }: { reset: z.output<typeof FactorReset> }) {
  const t = useTexts(texts)
  const formats = useFormats()
  const { tell } = useFailure()
  const decide = useAction(decideFactorReset, { onDone: (_, { outcome }) => toast(t(`lost_factor.${outcome}`)) })
  const settle = (outcome: 'approved' | 'refused') => decide.mutate({ id: reset.id, outcome }, { onError: tell })
  return (
    <Item
      title={
        <Link href={`/accounts/${reset.person.id}`}>
          <bdi>{reset.person.name}</bdi>
        </Link>
      }
      lead={
        <>
          <span dir="auto">{reset.reason}</span>
          <br />
          {t('lost_factor.by', { by: reset.requestedBy.name ?? '', at: formats.moment(reset.requestedAt) })}
          {!reset.mayApprove && <> · {t('lost_factor.waits')}</>}
        </>
      }
    >
      {reset.mayApprove && (
        <Button size="small" kind="danger" isPending={decide.isPending} onPress={() => settle('approved')}>
          {t('lost_factor.approve')}
        </Button>
      )}
      <Button size="small" kind="quiet" isPending={decide.isPending} onPress={() => settle('refused')}>
        {t('lost_factor.refuse')}
      </Button>
    </Item>
  )
}
