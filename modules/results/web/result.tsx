import { show } from '../../../platform/text.ts'
import { Button, IconButton } from '../../../platform/ui/controls/button.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { Result } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Act } from './act.ts'
import { IndicatorPart } from './indicator.tsx'
import css from './results.module.css'

type ResultPartProps = { of: Result; onAct: ((act: Act) => void) | null }

/** An outcome or an output with its indicators. */
export function ResultPart({ of, onAct }: ResultPartProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const name = show(of.statement, language).text
  return (
    <article className={of.parent === null ? css.result : css.under} aria-label={name}>
      <header className={css.head}>
        <Badge tone={of.kind === 'outcome' ? 'accent' : 'neutral'}>{t(of.kind)}</Badge>
        <h3>
          <WrittenText of={of.statement} quiet />
        </h3>
        {onAct && (
          <span className={css.actions}>
            <Button size="small" icon="plus" onPress={() => onAct({ kind: 'indicator', result: of.id })}>
              {t('indicator.add')}
            </Button>
            <IconButton icon="edit" label={t('edit.named', { name })} onPress={() => onAct({ kind: of.kind, of })} />
            <IconButton
              icon="delete"
              label={t('remove.named', { name })}
              onPress={() => onAct({ kind: 'remove', what: 'result', id: of.id, name })}
            />
          </span>
        )}
      </header>
      {of.indicators.map((indicator) => (
        <IndicatorPart key={indicator.id} of={indicator} result={of.id} onAct={onAct} />
      ))}
    </article>
  )
}
