import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { texts } from '../locales/index.ts'
import type { CheckState, GateState } from '../rules.ts'

const TONES: Readonly<Record<CheckState | 'open', Tone>> = {
  open: 'good',
  signed: 'good',
  waiting: 'accent',
  returned: 'warn',
  changed: 'warn',
  lapsed: 'bad',
  missing: 'neutral',
}

export function CheckMark({ state }: { state: CheckState }) {
  const t = useTexts(texts)
  return (
    <Badge tone={TONES[state]} {...(state === 'signed' ? { icon: 'check' as const } : {})}>
      {t(`state.${state}`)}
    </Badge>
  )
}

export function GateMark({ state }: { state: GateState }) {
  const t = useTexts(texts)
  return (
    <Badge tone={TONES[state]} {...(state === 'open' ? { icon: 'check' as const } : {})}>
      {t(`gate.${state}`)}
    </Badge>
  )
}
