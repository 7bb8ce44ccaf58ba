import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import type { Overlap, Side } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Certainty, Meeting } from '../rules.ts'

const TONES: Record<Certainty, Tone> = { sure: 'bad', likely: 'warn', possible: 'neutral' }

/** How sure it is, in a word. */
export function CertaintyMark({ of }: { of: Overlap['certainty'] }) {
  const t = useTexts(texts)
  return <Badge tone={TONES[of]}>{t(`certainty.${of}`)}</Badge>
}

/** Why two records are an overlap, in a sentence or three. */
export function useReason() {
  const t = useTexts(texts)
  const terms = useTerms()
  const days = useDays()
  return (meeting: Meeting, one: Side, other: Side, themes: readonly string[], places: readonly string[]): string =>
    [
      t('reason', { one: short(one), other: short(other) }),
      whatOf(t, themes, places),
      meeting.audience === 'same'
        ? t('reason.audience', { audience: terms.name('audiences', one.attendees ?? '') })
        : t('reason.audience_unknown'),
      days(meeting),
      t(`known.${meeting.known}`),
    ].join(' ')
}

type Translate = ReturnType<typeof useTexts<keyof (typeof texts)['en']>>

const whatOf = (t: Translate, themes: readonly string[], places: readonly string[]): string =>
  t('reason.what', { themes: themes.join(' · '), places: places.join(' · ') })

const short = ({ leads, title }: Side): string => `${leads.map(({ code }) => code).join(', ')}: “${title.text}”`

/** "91 days in common, from 1 April 2020 to 30 June 2020." */
function useDays(): (meeting: Meeting) => string {
  const t = useTexts(texts)
  const { day } = useFormats()
  return ({ from, until, days }) => {
    if (from && until) return t('days', { count: days!, from: day(from), until: day(until) })
    if (from) return t('days.since', { from: day(from) })
    return until ? t('days.until', { until: day(until) }) : t('days.open')
  }
}
