import { useState } from 'react'
import type { Written } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { emptyWritten, WrittenField, writtenOrNull } from '../../../platform/ui/controls/written-field.tsx'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { sayView } from '../contract.ts'
import { NEEDS, type Recommendation, VIEWS } from '../fields.ts'
import { texts } from '../locales/index.ts'

/** What a State may say of a need: that there is none, or how it stands. */
const NONE = 'none'
type Words = { view: Recommendation['view']; words: Written; need: string | null; request: string }

/** The view of the State: whether it agrees, in its own words, and which need for assistance it sees. Both are chosen, none is presumed. */
export function ViewForm({ of, onClose }: { of: Recommendation; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [start] = useState<Words>(() => ({
    view: of.view,
    words: of.viewWords ?? emptyWritten(language),
    need: of.need === 'identified' ? null : of.view === null ? null : (of.need ?? NONE),
    request: crypto.randomUUID(),
  }))
  const form = useDraft(`recommendations.view.${of.head.id}`, start, { area: 'tab' })
  const { view, words, need, request } = form.value
  const set = (part: Partial<Words>) => form.set((now) => ({ ...now, ...part }))
  const act = useAction(sayView, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      onClose()
    },
  })
  const labels = { view: t('label.view'), words: t('view.words'), need: t('label.need') }
  const send = () =>
    view !== null &&
    act.mutate({
      ...{ id: of.head.id, view, words: writtenOrNull(words), request },
      need: need === 'agreed' || need === 'prioritised' ? need : null,
    })
  return (
    <Dialog
      title={t('view.give')}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('form.back')}</Button>}
    >
      <DraftFound draft={form} />
      <Form onSubmit={send} error={act.error} labels={labels}>
        <RadioGroup
          label={labels.view}
          name="view"
          isRequired
          inLine
          options={VIEWS.map((id) => ({ id, label: t(`view.${id}`) }))}
          value={view}
          onChange={(id) => set({ view: VIEWS.find((one) => one === id) ?? null })}
        />
        <WrittenField
          label={labels.words}
          name="words"
          multiline
          rows={4}
          maxLength={4000}
          value={words}
          onChange={(next) => set({ words: next })}
        />
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
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isDisabled={view === null || need === null} isPending={act.isPending}>
            {t('view.give')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
