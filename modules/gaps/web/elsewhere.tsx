import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Waits } from '../../../platform/ui/waits.tsx'
import { hrefWith } from '../../programmes/web/narrowing.ts'
import { listGaps } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './gaps.module.css'
import { Lines } from './lines.tsx'
import { useOwn } from './use-own.ts'

/** On the home page: how many of the needs that concern the reader are answered by nothing. */
export function GapsWait() {
  const t = useTexts(texts)
  const { role, by } = useOwn()
  const { data } = useEndpoint(listGaps, { ...by, size: 1 })
  const unmet = data?.counts.unmet ?? 0
  if (unmet === 0) return null
  return (
    <Waits href="/gaps" go={t('home.all')}>
      <strong>{t(`home.${role}`)}</strong>
      <br />
      {t('home.waits', { unmet })}
    </Waits>
  )
}

const FEW = 5

/** On the page of a State: its needs that the reader may see, and who answers them. */
export function GapsOfState({ code }: PanelProps) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { data } = useEndpoint(listGaps, { states: [code], size: FEW })
  if (!data || data.total === 0) return null
  return (
    <Section
      title={t('of_state')}
      count={t('count', { count: data.total })}
      actions={<Link href={hrefWith('/gaps', { view: 'all', states: [code] })}>{t('home.all')}</Link>}
    >
      <p className={css.quiet}>{t('coverage', { ...data.coverage, date: day(data.coverage.asOf) })}</p>
      <Lines items={data.items} isOfOneState />
    </Section>
  )
}
