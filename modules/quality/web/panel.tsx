import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { readParticulars } from '../../particulars/contract.ts'
import { readQuality } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Findings } from './findings.tsx'

/** Below a record, for those who may change it: what is missing in it. */
export function QualityPanel({ id }: PanelProps) {
  const t = useTexts(texts)
  const particulars = useEndpoint(readParticulars, { id })
  const found = useEndpoint(readQuality, { id }, { enabled: particulars.data?.mine === true })
  if (!found.data || found.data.findings.length === 0) return null
  return (
    <Section
      title={t('quality.panel')}
      id="quality"
      actions={<Link href="/programmes/quality">{t('quality.all')}</Link>}
    >
      <Findings of={found.data} />
    </Section>
  )
}
