import { Suspense, useState } from 'react'
import { IconButton } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { readOrganisation, STATE_KINDS } from '../contract.ts'
import { texts } from '../locales/index.ts'

const Departure = later(() => import('./departure.tsx').then((m) => m.Departure))
const EditOrganisation = later(() => import('./edit-organisation.tsx').then((m) => m.EditOrganisation))
const MergeOrganisation = later(() => import('./merge-organisation.tsx').then((m) => m.MergeOrganisation))
const RenameOrganisation = later(() => import('./rename-organisation.tsx').then((m) => m.RenameOrganisation))

/** What who administers the directory may do with an organisation; nothing for anyone else. */
export function KeepOrganisation({ code }: { code: string }) {
  return useMay()('directory:administer') ? <Keep code={code} /> : null
}

function Keep({ code }: { code: string }) {
  const t = useTexts(texts)
  const [act, setAct] = useState<'rename' | 'edit' | 'merge' | 'leave' | null>(null)
  // As it stands today, whatever day the page shows: that is what is changed.
  const { data } = useEndpoint(readOrganisation, { code })
  if (!data) return null
  const close = () => setAct(null)
  const isState = (STATE_KINDS as readonly string[]).includes(data.kind)
  const hasLeft = data.participation.until !== null
  return (
    <>
      <Menu
        label={t('acts')}
        trigger={<IconButton icon="more" kind="outlined" label={t('acts')} />}
        entries={[
          { id: 'rename', label: t('rename'), icon: 'edit', onAction: () => setAct('rename') },
          { id: 'edit', label: t('edit'), icon: 'settings', onAction: () => setAct('edit') },
          ...(isState
            ? []
            : [{ id: 'merge', label: t('merge'), icon: 'link' as const, onAction: () => setAct('merge') }]),
          {
            id: 'leave',
            label: t(hasLeft ? 'rejoin' : 'leave'),
            icon: 'sign-out',
            isDanger: !hasLeft,
            onAction: () => setAct('leave'),
          },
        ]}
      />
      <Suspense>
        {act === 'rename' && <RenameOrganisation of={data} onClose={close} />}
        {act === 'edit' && <EditOrganisation of={data} onClose={close} />}
        {act === 'merge' && <MergeOrganisation of={data} onClose={close} />}
        {act === 'leave' && <Departure of={data} onClose={close} />}
      </Suspense>
    </>
  )
}
