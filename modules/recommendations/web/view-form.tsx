import type { Written } from '../../../platform/text.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { emptyWritten, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import { DraftDialog } from '../../../platform/ui/drafts/draft-dialog.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { sayView } from '../contract.ts'
import { NEEDS, type Recommendation, VIEWS } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { WordsField } from './words-field.tsx'

/** What a State may say of a need: that there is none, or how it stands. */
const NONE = 'none'
type Words = { view: Recommendation['view']; words: Written; need: string | null }

/** The view of the State: whether it agrees, in its own words, and which need for assistance it sees. Both are chosen, none is presumed. */
export function ViewForm({ of, onClose }: { of: Recommendation; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { id } = of.head
  const entering = useEntering(sayView, {
    ...{ key: `recommendations.view.${id}`, area: 'tab' },
    start: (): Words => ({
      view: of.view,
      words: of.viewWords ?? emptyWritten(language),
      need: of.need === 'identified' ? null : of.view === null ? null : (of.need ?? NONE),
    }),
    input: ({ view, words, need, request }) => ({
      ...{ id, words: writtenOrNull(words), request },
      // Where none is chosen there is nothing to send: the button waits for both.
      view: view!,
      need: need === 'agreed' || need === 'prioritised' ? (need as 'agreed' | 'prioritised') : null,
    }),
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  const { set } = entering
  const { view, words, need } = entering.words
  const labels = { view: t('label.view'), words: t('view.words'), need: t('label.need') }
  const isWhole = view !== null && need !== null
  return (
    <DraftDialog
      title={t('view.give')}
      size="large"
      of={entering}
      labels={labels}
      submit={t('view.give')}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <RadioGroup
        label={labels.view}
        name="view"
        isRequired
        inLine
        options={VIEWS.map((id) => ({ id, label: t(`view.${id}`) }))}
        value={view}
        onChange={(id) => set({ view: VIEWS.find((one) => one === id) ?? null })}
      />
      <WordsField label={labels.words} value={words} onChange={(next) => set({ words: next })} />
      <RadioGroup
        label={labels.need}
        name="need"
        description={t('view.need_note')}
        isRequired
        options={[
          { id: NONE, label: t('need.none') },
          ...NEEDS.filter((id) => id !== 'identified').map((id) => ({ id, label: t(`need.${id}`) })),
        ]}
        value={need}
        onChange={(id) => set({ need: id })}
      />
    </DraftDialog>
  )
}
