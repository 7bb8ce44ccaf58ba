import type { z } from 'zod'
import { useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import type { previewConsent } from '../consent-contract.ts'
import { texts } from '../locales/index.ts'
import { FormMark } from './marks.tsx'
import { useRecipientName } from './recipients.ts'
import css from './recommendations.module.css'

type PreviewEyesProps = {
  of: z.output<typeof previewConsent.output>['eyes']
  /** Of those whom the consent names, by their id. */
  names: ReadonlyMap<string, string>
}

/** What each of them would have, side by side, in the very words. */
export function PreviewEyes({ of, names }: PreviewEyesProps) {
  const t = useTexts(texts)
  const nameOf = useRecipientName()
  return (
    <div className={css.eyes}>
      {of.map(({ eye, seen }) => (
        <section key={`${eye.kind} ${eye.code}`} className={css.eye}>
          <h3>{t('preview.as', { who: names.get(`${eye.kind}:${eye.code}`) ?? nameOf(`${eye.kind}:${eye.code}`) })}</h3>
          {seen.map((one) => (
            <One key={one.recommendation} of={one} />
          ))}
        </section>
      ))}
    </div>
  )
}

function One({ of }: { of: PreviewEyesProps['of'][number]['seen'][number] }) {
  const kit = useKitTexts()
  const t = useTexts(texts)
  const terms = useTerms()
  const { day } = useFormats()
  const { form, title, body, capacity, need, status, code, themes, pillars, priority, dueOn, leads } = of
  if (form === null || title === null) return <p className={css.quiet}>{t('preview.none')}</p>
  const facts = [
    [t('label.code'), code],
    [t('label.themes'), themes.map((theme) => terms.name('themes', theme)).join(' · ')],
    [t('label.pillars'), pillars.join(' · ')],
    [t('label.need'), need && t(`need.${need}`)],
    [t('label.status'), status && t(`status.${status}`)],
    [t('label.resolution'), [of.resolution, of.paragraph].filter(Boolean).join(' § ')],
    [t('label.priority'), priority && t(`priority.${priority}`)],
    [t('label.due'), dueOn && day(dueOn)],
    [t('label.leads'), leads.map((lead) => lead.code).join(' · ')],
  ] as const
  return (
    <div>
      <p className={css.line}>
        <strong>
          <WrittenText of={title} quiet />
        </strong>
        <FormMark of={form} />
      </p>
      {body && (
        <p>
          <WrittenText of={body} quiet />
        </p>
      )}
      {capacity && (
        <p>
          {t('label.capacity')}: <WrittenText of={capacity} quiet />
        </p>
      )}
      {facts.map(
        ([label, said]) =>
          said && (
            <p key={label} className={css.quiet}>
              {kit('labelled', { label, value: said })}
            </p>
          ),
      )}
    </div>
  )
}
