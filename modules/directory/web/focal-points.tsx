import { Suspense, useState } from 'react'
import { oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listStateCover, NOMINATION_VIEWS, nominate } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { NominationList } from './nomination-list.tsx'
import { StateCoverView } from './state-cover.tsx'

const NominationForm = later(() => import('./nomination-form.tsx').then((m) => m.NominationForm))

const QUEUES = NOMINATION_VIEWS.filter((view) => view !== 'all')
const ADDRESS = { view: oneOf(['states', ...NOMINATION_VIEWS], 'states'), q: text() }

/** For the secretariat: which States have focal points, and what waits for whom. */
export function FocalPoints() {
  const t = useTexts(texts)
  const { number } = useFormats()
  const [{ view, q }, setView] = useAddress(ADDRESS)
  const all = useEndpoint(listStateCover, { size: 200 })
  const waiting = all.data?.waiting
  const counts = all.data?.counts
  const active = counts ? counts.active + counts.due + counts.overdue + counts.lapsed : 0
  return (
    <ListPage
      title={t('focal_points')}
      {...(all.data ? { count: t('fp.count', { active, total: all.data.total }) } : {})}
      lead={t('fp.lead')}
      actions={<RecordNomination />}
      views={[
        { id: 'states', label: t('fp.map_and_table'), href: '/focal-points', isCurrent: view === 'states' },
        ...QUEUES.map((id) => ({
          id,
          label: t(`view.${id}`),
          href: `/focal-points?view=${id}`,
          isCurrent: view === id,
          ...(waiting && waiting[id] > 0 ? { count: number(waiting[id]) } : {}),
        })),
      ]}
      {...(view === 'states'
        ? {}
        : {
            filters: (
              <FilterSentence
                sentence={t('nominations.filter', holes('which', 'words'))}
                onClear={() => setView({ q: '' })}
                parts={{
                  which: {
                    label: t('nominations'),
                    any: t('view.all'),
                    single: true,
                    value: view === 'all' ? [] : [view],
                    onChange: ([id]) => setView({ view: NOMINATION_VIEWS.find((v) => v === id) ?? 'all' }),
                    options: QUEUES.map((id) => ({ id, label: t(`view.${id}`) })),
                  },
                  words: {
                    kind: 'text',
                    label: t('nominations.words'),
                    any: t('nominations.words_any'),
                    value: q,
                    onChange: (words) => setView({ q: words }),
                  },
                }}
              />
            ),
          })}
    >
      {view === 'states' ? <StateCoverView all={all.data?.items} /> : <NominationList view={view} q={q} />}
    </ListPage>
  )
}

function RecordNomination() {
  const t = useTexts(texts)
  const go = useGo()
  const [isOpen, setOpen] = useState(false)
  const [request, setRequest] = useState('')
  const record = useAction(nominate, {
    onDone: ({ head }) => {
      setOpen(false)
      toast(t('done.nominate'))
      go(`/focal-points/${head.id}`)
    },
  })
  const open = () => {
    setRequest(crypto.randomUUID())
    setOpen(true)
  }
  return (
    <>
      <Button kind="filled" icon="plus" onPress={open}>
        {t('act.nominate')}
      </Button>
      <Suspense>
        {isOpen && (
          <NominationForm
            title={t('act.nominate')}
            asksWhose
            submit={t('act.nominate')}
            isPending={record.isPending}
            error={record.error}
            onSubmit={(facts) => record.mutate({ request, ...facts })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
