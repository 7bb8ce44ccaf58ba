import type { z } from 'zod'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { texts } from '../locales/index.ts'
import type { Person } from '../people-contract.ts'

type Status = z.output<typeof Person>['status']

export function FactorMark({ has }: { has: boolean }) {
  const t = useTexts(texts)
  return has ? <Badge tone="good">{t('factor.yes')}</Badge> : <Badge tone="warn">{t('factor.no')}</Badge>
}

const TONES = { invited: 'neutral', active: 'good', suspended: 'bad', left: 'neutral' } as const

export function StatusBadge({ status }: { status: Status }) {
  const t = useTexts(texts)
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
}
