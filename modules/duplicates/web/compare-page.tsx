import { useState } from 'react'
import type { z } from 'zod'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { comparePair, type Distinction, keepApart, takeBackApart } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ApartDialog } from './apart-dialog.tsx'
import { CompareTable } from './compare-table.tsx'
import { Decide } from './decide.tsx'
import css from './duplicates.module.css'
import { MergeForm } from './merge-form.tsx'
import { Reasons } from './reasons.tsx'
import { hrefOfSide, SideLine } from './side-line.tsx'

const ADDRESS = { one: text(), other: text() }

/** Two records side by side: not the same, or merged into one. */
export function ComparePage() {
  const t = useTexts(texts)
  const [{ one, other }] = useAddress(ADDRESS)
  const isChosen = one !== '' && other !== ''
  const compared = useEndpoint(comparePair, { one, other }, { enabled: isChosen })
  return (
    <ListPage
      title={t('compare.title')}
      lead={<p>{t('compare.lead')}</p>}
      actions={<Link href="/programmes/duplicates">{t('back.to_list')}</Link>}
    >
      {isChosen ? (
        <Answer of={compared} shape="record">
          {(found) => <Compared key={`${one} ${other}`} of={found} />}
        </Answer>
      ) : (
        <Empty icon="info" title={t('compare.nothing_chosen')} />
      )}
    </ListPage>
  )
}

type Found = z.output<typeof comparePair.output>

function Compared({ of }: { of: Found }) {
  const t = useTexts(texts)
  const go = useGo()
  const may = useMay()
  const [kept, setKept] = useState(of.one.side.id)
  const [taken, setTaken] = useState<readonly string[]>([])
  const [isApart, setApart] = useState(false)
  const [one, other] = [of.one.side, of.other.side]
  const stays = of.merge?.kept.id ?? kept
  const side = stays === one.id ? 'one' : 'other'
  const losers = of.losers[side] ?? []
  const mayTake = of.mayMerge && losers.length === 0
  const differing = of.fields.filter((field) => !field.isSame)
  const seen = (side: 'one' | 'other') => ({ id: of[side].side.id, version: of[side].head.version })
  const [keptSeen, otherSeen] = side === 'one' ? [seen('one'), seen('other')] : [seen('other'), seen('one')]
  const open = () => go(hrefOfSide({ kind: one.kind, id: stays }))
  const choose = (id: string) => {
    setKept(id)
    setTaken([])
  }
  return (
    <div className={css.cards}>
      {of.merge && (
        <Decide of={of.merge} keptVersion={keptSeen.version} otherVersion={otherSeen.version} onDone={open} />
      )}
      {of.apart && <Apart of={of.apart} />}
      {of.reasons.length > 0 && <Reasons of={of.reasons} />}
      <div className={css.sides}>
        <SideLine of={one} />
        <SideLine of={other} />
      </div>
      {of.mayMerge && (
        <RadioGroup
          label={t('merge.stays')}
          value={kept}
          onChange={choose}
          options={[one, other].map(({ id, code, title }, n) => ({
            id,
            label: title.text,
            description: [t(n === 0 ? 'side.one' : 'side.other'), code].filter(Boolean).join(' · '),
          }))}
        />
      )}
      {of.mayMerge && losers.length > 0 && (
        <p className={css.warning}>
          {t('merge.losers', { who: losers.map(({ name, code }) => name?.text ?? code ?? '…').join(', ') })}
        </p>
      )}
      <section aria-label={t('compare.differs')} className={css.cards}>
        <h2>{t('compare.differs')}</h2>
        {differing.length === 0 && <p>{t('compare.nothing_differs')}</p>}
        <CompareTable
          one={one}
          other={other}
          fields={differing}
          kept={of.merge || of.mayMerge ? stays : null}
          taken={of.merge ? of.merge.taken : taken}
          {...(mayTake && {
            onTake: (column: string, isTaken: boolean) =>
              setTaken((now) => (isTaken ? [...now, column] : now.filter((one) => one !== column))),
          })}
        />
      </section>
      <Same of={of} />
      {of.mayMerge && (
        <section aria-label={t('merge.title')} className={css.card}>
          <h2>{t('merge.title')}</h2>
          {of.unsafe[side] ? (
            <p className={css.warning}>{t('merge.unsafe')}</p>
          ) : (
            <MergeForm
              key={kept}
              kept={keptSeen}
              other={otherSeen}
              taken={taken}
              originators={[one.originator.code, other.originator.code]}
              onDone={(isDone) => isDone && open()}
            />
          )}
        </section>
      )}
      {may(keepApart.access) && !of.merge && !of.apart && (
        <div className={css.acts}>
          {!of.mayMerge && <p className={css.note}>{t('merge.may_not')}</p>}
          <Button onPress={() => setApart(true)}>{t('apart')}</Button>
        </div>
      )}
      {isApart && <ApartDialog one={one} other={other} onClose={() => setApart(false)} />}
    </div>
  )
}

/** What both say alike, folded away. */
function Same({ of }: { of: Found }) {
  const t = useTexts(texts)
  const fields = of.fields.filter(({ isSame }) => isSame)
  if (fields.length === 0) return null
  return (
    <details className={css.same}>
      <summary>{t('compare.same', { count: fields.length })}</summary>
      <CompareTable one={of.one.side} other={of.other.side} fields={fields} kept={null} taken={[]} />
    </details>
  )
}

function Apart({ of }: { of: Distinction }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const act = useAction(takeBackApart, { onDone: () => toast(t('apart.taken_back')) })
  const [date, organization] = [day(of.at), of.organisation?.name.text ?? '']
  return (
    <section className={css.card} aria-label={t('apart')}>
      <p>
        {of.by?.name
          ? t('apart.by', { name: of.by.name, organization, date })
          : organization
            ? t('apart.by_organization', { organization, date })
            : t('apart.by_someone', { date })}
      </p>
      {of.reason && <p dir="auto">{of.reason}</p>}
      {act.error && <p role="alert">{act.error.message}</p>}
      {of.own && (
        <div className={css.acts}>
          <Button size="small" isPending={act.isPending} onPress={() => act.mutate({ id: of.id })}>
            {t('apart.take_back')}
          </Button>
        </div>
      )}
    </section>
  )
}
