import { Suspense, useState } from 'react'
import { later } from '../../ui/later.ts'
import { SidePanel } from '../../ui/overlays/side-panel.tsx'
import { WhoCanSeeStrip } from '../../ui/records/who-can-see-strip.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Loading } from '../../ui/states/loading.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { type Audience, readAudience } from '../contract.ts'
import css from './records.module.css'
import { useAudienceWords, useRecordTexts } from './words.ts'

const AudiencePanel = later(() => import('./audience-panel.tsx').then((m) => m.AudiencePanel))

/** Under the title of a record: its level, who can see it, until when; opens the audience. */
export function WhoCanSee({ record }: { record: string }) {
  const audience = useEndpoint(readAudience, { id: record }, { keep: true })
  return (
    <Answer of={audience} rows={1}>
      {(found) => <Strip of={found} />}
    </Answer>
  )
}

function Strip({ of }: { of: Audience }) {
  const t = useRecordTexts()
  const { reachedBy, several, until } = useAudienceWords()
  const [isOpen, setOpen] = useState(false)
  const { head, grants } = of
  const originator = head.originator.name.text
  const names = reachedBy(grants.filter(({ to }) => to.kind !== 'organisation' || to.id !== head.originator.id))
  const own = names.length > 0 ? several([originator, ...names], 4) : t('strip.only_own', { organisation: originator })
  const words = head.own ? own : t('strip.shared_by', { originator, names: several(names) })
  const end = head.own ? undefined : until(head.until)
  return (
    <>
      <WhoCanSeeStrip
        level={head.level}
        audience={words}
        onOpen={() => setOpen(true)}
        {...(end ? { until: end } : {})}
      />
      {isOpen && (
        <div className={css.beside}>
          <SidePanel title={t('audience.title')} onClose={() => setOpen(false)} takesFocus>
            <Suspense fallback={<Loading shape="text" />}>
              <AudiencePanel of={of} />
            </Suspense>
          </SidePanel>
        </div>
      )}
    </>
  )
}
