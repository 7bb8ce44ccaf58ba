import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { readWaiting } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { hrefOfBoard } from './view.ts'

/** On the home page: what of the follow-up waits for the reader's organization, and what came of its reports. */
export function FollowUpWaits({ code }: PanelProps) {
  const t = useTexts(texts)
  const { data } = useEndpoint(readWaiting, {})
  if (!data) return null
  const { state, lead, originator, reports } = data
  const lines = [
    { id: 'state' as const, ...state, href: hrefOfBoard({ states: [code], by: 'theme', overdue: state.overdue > 0 }) },
    { id: 'lead' as const, ...lead, href: hrefOfBoard({ leads: [code], by: 'theme', overdue: lead.overdue > 0 }) },
    {
      id: 'originator' as const,
      ...originator,
      href: hrefOfBoard({ originators: [code], overdue: originator.overdue > 0 }),
    },
  ].filter(({ overdue, soon }) => overdue + soon > 0)
  return (
    <>
      {lines.map(({ id, overdue, soon, href }) => (
        <Waits key={id} href={href} go={t('waits.go')}>
          {t(`waits.${id}`, { overdue, soon })}
        </Waits>
      ))}
      {reports.total > 0 && (
        <Waits href={hrefOfBoard({ originators: [code], kinds: ['report'], by: 'theme' })} go={t('waits.uptake')}>
          {t('waits.reports', { count: reports.total, taken: reports.takenUp })}
        </Waits>
      )}
    </>
  )
}
