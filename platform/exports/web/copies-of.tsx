import { useTexts } from '../../ui/language.tsx'
import type { PanelProps } from '../../ui/panels.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listHeld } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Copies } from './copies.tsx'
import css from './exports.module.css'

/** On the page of an own record: which organisations hold copies of it. */
export function CopiesOf({ id }: PanelProps) {
  const t = useTexts(texts)
  const { data } = useEndpoint(listHeld, { record: id, state: 'any' })
  if (!data || data.total === 0) return null
  return (
    <Section title={t('copies')} count={String(data.total)} id="copies">
      <p className={css.quiet}>{t('copies.lead')}</p>
      <Copies of={data.items} />
    </Section>
  )
}
