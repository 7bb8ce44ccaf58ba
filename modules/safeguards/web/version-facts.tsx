import type { PersonRef } from '../../../platform/access/refs.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { Version } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './safeguards.module.css'

/** What one version of a check says, and who stands for it; people by name where the reader may know them. */
export function VersionFacts({ of }: { of: Version }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { says } = of
  const by = (person: PersonRef, when: string, nobody: string) =>
    t('by', { who: person.name ?? nobody, when: day(when) })
  return (
    <>
      <FactList
        facts={[
          { label: t('label.answer'), value: says && t(`answer.${says.answer}`) },
          { label: t('label.review'), value: day(of.reviewOn) },
          { label: t('label.reason'), value: says && <WrittenText of={says.reason} />, wide: true },
          {
            label: t('label.support'),
            value: says?.support && t(says.support.given ? 'support.yes' : 'support.no'),
            wide: true,
          },
          { label: t('label.assessment'), value: says?.support?.assessment },
          { label: t('label.mitigation'), value: says?.mitigation && <WrittenText of={says.mitigation} />, wide: true },
          { label: t('label.responsible'), value: says?.responsible },
          { label: t('label.documents'), value: says?.documents.join(' · ') },
          {
            label: t('label.recorded'),
            value: by(of.recordedBy, of.recordedAt, t('someone', { organisation: of.recordedFor.name.text })),
          },
          {
            label: t(of.outcome === 'returned' ? 'label.returned' : 'label.signed'),
            value: of.decidedBy && of.decidedAt && by(of.decidedBy, of.decidedAt, t('someone.else')),
          },
          { label: t('label.version'), value: String(of.version) },
        ]}
      />
      {says?.returned && (
        <blockquote dir="auto" className={css.returned}>
          {says.returned}
        </blockquote>
      )}
      <p className={css.quiet}>{says ? says.shown && t('reasons.shown') : t('reasons.hidden')}</p>
    </>
  )
}
