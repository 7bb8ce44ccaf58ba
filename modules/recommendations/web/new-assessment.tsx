import { Suspense, useState } from 'react'
import type { Classification } from '../../../platform/records/web/level-field.tsx'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useStates } from '../../programmes/web/terms.ts'
import { addAssessment } from '../assessment-contract.ts'
import { texts } from '../locales/index.ts'
import { AssessmentFields } from './assessment-fields.tsx'
import { type AssessmentForm, assessmentInput, emptyAssessment } from './assessment-form.ts'
import { useAssessmentLabels } from './labels.ts'

// The last part of a long form comes after the others.
const LevelFields = later(() => import('./level-fields.tsx').then((m) => m.LevelFields))

/** The number of the request stands in the draft: sent twice on a bad line, even after a reload, it is entered once. */
type Value = { record: AssessmentForm; state: Option | null; seen: Classification; request: string }

export function NewAssessment() {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const labels = useAssessmentLabels()
  const states = useStates() ?? []
  const [empty] = useState<Value>(() => ({
    ...{ record: emptyAssessment(language), state: null },
    ...{ seen: { level: 1, handling: [] }, request: crypto.randomUUID() },
  }))
  // Never less than confidential: its words stay in this tab.
  const form = useDraft('recommendations.assessment.new', empty, { area: 'tab' })
  const { record, state, seen, request } = form.value
  const set = (part: Partial<Value>) => form.set((now) => ({ ...now, ...part }))
  const add = useAction(addAssessment, {
    onDone: ({ head }) => {
      form.clear()
      toast(t('saved'))
      go(`/recommendations/assessments/${head.id}`)
    },
  })
  const send = () =>
    add.mutate({
      ...assessmentInput(record),
      ...{ level: seen.level, handling: [...seen.handling], request },
      // Where none is chosen the server says so at the field.
      state: (state?.id ?? undefined) as string,
    })
  return (
    <ListPage title={t('assessment.new')} lead={<p>{t('assessment.new_lead')}</p>}>
      <Form onSubmit={send} error={add.error} labels={labels}>
        <DraftFound draft={form} />
        <AssessmentFields
          value={record}
          set={(part) => form.set((now) => ({ ...now, record: { ...now.record, ...part } }))}
          first={
            <ComboBox
              label={labels.state}
              name="state"
              isRequired
              options={states}
              value={state}
              onChange={(next) => set({ state: next })}
            />
          }
        />
        <Suspense fallback={<Loading rows={6} />}>
          <LevelFields value={seen} onChange={(next) => set({ seen: next })} />
        </Suspense>
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={add.isPending}>
            {t('assessment.save')}
          </Button>
          <ButtonLink href="/recommendations/assessments">{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
    </ListPage>
  )
}
