import { Button } from '../controls/button.tsx'
import { Icon, type IconName } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import { useFormats } from '../use-formats.ts'
import css from './drafts.module.css'
import type { DraftState, UsedDraft } from './use-draft.ts'

const ICONS: Record<DraftState, IconName> = {
  clean: 'check',
  writing: 'edit',
  kept: 'display',
  saved: 'success',
  unkept: 'warning',
}

type DraftProps = { draft: Pick<UsedDraft<unknown>, 'state' | 'at' | 'restoredAt' | 'startOver'> }

/** Where the words are: "Kept on this device 12:03". */
export function DraftMark({ draft: { state, at } }: DraftProps) {
  const t = useKitTexts()
  const formats = useFormats()
  if (state === 'clean') return null
  return (
    <p className={css.mark} data-state={state} role="status">
      <Icon name={ICONS[state]} />
      {t(`draft.${state}`, { time: at ? formats.time(at) : '' })}
    </p>
  )
}

/** On top of a form that found words from before. */
export function DraftFound({ draft: { restoredAt, startOver } }: DraftProps) {
  const t = useKitTexts()
  const formats = useFormats()
  if (!restoredAt) return null
  return (
    <div className={css.found} role="status">
      <Icon name="history" />
      <p>{t('draft.found', { at: formats.moment(restoredAt) })}</p>
      <Button size="small" onPress={startOver}>
        {t('draft.start_over')}
      </Button>
    </div>
  )
}
