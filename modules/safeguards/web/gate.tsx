import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Gate, readGate } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { isFlagged } from '../rules.ts'
import { CheckCard } from './check-card.tsx'
import css from './safeguards.module.css'
import { GateMark } from './state-mark.tsx'

/** On the page of a programme: how its gate stands, and its four checks. */
export function GateOfProgramme({ id }: PanelProps) {
  const t = useTexts(texts)
  const gate = useEndpoint(readGate, { programme: id })
  return (
    <Section title={t('title')} id="safeguards">
      <Answer of={gate} shape="list" rows={4}>
        {(found) => (
          <>
            <Says of={found} />
            <ul className={css.checks}>
              {found.checks.map((check) => (
                <CheckCard key={check.kind} of={check} gate={found} />
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Section>
  )
}

/** How the gate stands, in a sentence. */
function Says({ of: { state, status, reported, since, reviewBy } }: { of: Gate }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const flagged = isFlagged(status, state)
  const words =
    state === 'open'
      ? t('says.open', { since: day(since ?? ''), by: day(reviewBy ?? '') })
      : !flagged
        ? t('says.closed')
        : reported
          ? t('says.reported', { document: reported.document, day: day(reported.on), state })
          : t('says.own', { state })
  return (
    <p className={flagged ? css.flag : css.says}>
      <GateMark state={state} /> <span>{words}</span>
    </p>
  )
}
