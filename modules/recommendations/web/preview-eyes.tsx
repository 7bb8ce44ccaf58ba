import type { z } from 'zod'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
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
          {seen.map(({ recommendation, form, title, body, need }) =>
            form === null || title === null ? (
              <p key={recommendation} className={css.quiet}>
                {t('preview.none')}
              </p>
            ) : (
              <div key={recommendation}>
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
                {need && (
                  <p className={css.quiet}>
                    {t('label.need')}: {t(`need.${need}`)}
                  </p>
                )}
              </div>
            ),
          )}
        </section>
      ))}
    </div>
  )
}
