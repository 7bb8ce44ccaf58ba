import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { type ClockState, type Consent, isUnofficial, type Row } from '../fields.ts'
import { texts } from '../locales/index.ts'

const STATUS: Record<NonNullable<Row['status']>, Tone> = {
  not_started: 'neutral',
  under_way: 'accent',
  implemented: 'good',
  closed: 'neutral',
  withdrawn: 'warn',
}
export function StatusMark({ of }: { of: NonNullable<Row['status']> }) {
  const t = useTexts(texts)
  return <Badge tone={STATUS[of]}>{t(`status.${of}`)}</Badge>
}

/** The words are not the official text. */
export function UnofficialMark({ of }: { of: Pick<Row, 'title' | 'unofficial'> }) {
  const t = useTexts(texts)
  return isUnofficial(of) && <Badge>{t('unofficial')}</Badge>
}

/** How much of it the reader has, where that is not the original. */
export function FormMark({ of }: { of: Row['form'] }) {
  const t = useTexts(texts)
  return of === 'original' ? null : (
    <Badge tone={of === 'whole' ? 'accent' : 'warn'} icon="eye">
      {t(`form.${of}`)}
    </Badge>
  )
}

const CLOCK: Record<ClockState['state'], Tone> = {
  not_begun: 'neutral',
  running: 'accent',
  paused: 'warn',
  over: 'bad',
  answered: 'good',
}
export function ClockMark({ of }: { of: ClockState['state'] }) {
  const t = useTexts(texts)
  return (
    <Badge tone={CLOCK[of]} icon="clock">
      {t(`clock.${of}`)}
    </Badge>
  )
}

const CONSENT: Record<Consent['state'], Tone> = {
  in_force: 'good',
  upcoming: 'accent',
  ended: 'neutral',
  revoked: 'bad',
}
export function ConsentMark({ of }: { of: Consent['state'] }) {
  const t = useTexts(texts)
  return <Badge tone={CONSENT[of]}>{t(`state.${of}`)}</Badge>
}
