import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { texts } from '../locales/index.ts'

type Held = { from: string; fromKnown: boolean; until: string | null; confirmed: boolean }

/** From when until when, as far as sources say. */
export function Period({ of }: { of: Held }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { from, fromKnown, until, confirmed } = of
  // A day that no source gives would look like knowledge.
  if (!confirmed && !fromKnown) return until ? t('period.until', { until: day(until) }) : t('period.unknown')
  if (until) return t(fromKnown ? 'period.both' : 'period.attested_until', { from: day(from), until: day(until) })
  return t(fromKnown ? 'period.since' : 'period.attested', { from: day(from) })
}

/** Marks what no source confirms, and says what follows from it. */
export function Unconfirmed() {
  const t = useTexts(texts)
  return <Badge tone="warn">{t('unconfirmed')}</Badge>
}

/** Marks a name that is our own translation. */
export function Unofficial() {
  const t = useTexts(texts)
  return <Badge>{t('unofficial')}</Badge>
}
