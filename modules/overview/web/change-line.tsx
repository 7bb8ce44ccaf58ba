import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge, type Tone } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { Acronyms, Invented } from '../../programmes/web/marks.tsx'
import type { Changed } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { recordHref } from './kinds.ts'
import css from './overview.module.css'

const TONES: Record<Changed['what'], Tone> = { made: 'good', shared: 'accent', changed: 'neutral' }

/** One record with what became of it. */
export function ChangeLine({ of }: { of: Changed }) {
  const t = useTexts(texts)
  const { time, list } = useFormats()
  const { what, title, leads, fields, level, invented, kind } = of
  return (
    <p className={css.change}>
      <Badge tone={TONES[what]}>{t(`what.${what}`)}</Badge>
      <span className={css.changed}>
        <Link href={recordHref(of)}>
          <WrittenText of={title} quiet />
        </Link>
        <span className={css.quiet}>
          {t(kind)} · <Acronyms of={leads} /> · <time dateTime={of.at}>{time(of.at)}</time>
          {fields.length > 0 && <> · {t('changes.fields', { fields: list(fields) })}</>}
        </span>
      </span>
      {level > 0 && <LevelMark level={level} />}
      {invented && <Invented />}
    </p>
  )
}
