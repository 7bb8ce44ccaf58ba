import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { listNominations } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'

const QUEUES = ['to_verify', 'to_invite', 'lapsed'] as const

/** On the home page of the secretariat: nominations that wait for it. */
export function NominationsWait() {
  return QUEUES.map((view) => <Queue key={view} view={view} />)
}

function Queue({ view }: { view: (typeof QUEUES)[number] }) {
  const t = useTexts(texts)
  const { data } = useEndpoint(listNominations, { view, size: 1 })
  if (!data || data.total === 0) return null
  return (
    <Waits href={`/focal-points?view=${view}`} go={t('waits.open')}>
      {t(`waits.${view}`, { count: data.total })}
    </Waits>
  )
}

/** On the home page of a focal point, and of who keeps the side's accounts: the yearly confirmation. */
export function ConfirmationWaits({ code }: PanelProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { data } = useEndpoint(listNominations, { view: 'active', organisation: code, sort: 'confirm', size: 1 })
  const first = data?.items[0]
  if (!first?.confirmBy || first.confirmation === 'confirmed') return null
  return (
    <Waits href="/focal-points/own" go={t('waits.open')}>
      {t('waits.own', { on: day(first.confirmBy) })}
    </Waits>
  )
}
