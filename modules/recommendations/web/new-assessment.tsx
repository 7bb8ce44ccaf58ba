import { Suspense } from 'react'
import type { Classification } from '../../../platform/records/web/level-field.tsx'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { DraftForm } from '../../../platform/ui/drafts/draft-form.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useStates } from '../../programmes/web/terms.ts'
import { addAssessment } from '../assessment-contract.ts'
import { texts } from '../locales/index.ts'
import { AssessmentFields } from './assessment-fields.tsx'
import { type AssessmentForm, assessmentInput, emptyAssessment } from './assessment-form.ts'
import { useAssessmentLabels } from './labels.ts'

// The last part of a long form comes after the others.
const LevelFields = later(() => import('./level-fields.tsx').then((m) => m.LevelFields))

type Words = { record: AssessmentForm; state: Option | null; seen: Classification }

export function NewAssessment() {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const labels = useAssessmentLabels()
  const states = useStates() ?? []
  // Never less than confidential: its words stay in this tab.
  const entering = useEntering(addAssessment, {
    ...{ key: 'recommendations.assessment.new', area: 'tab' },
    start: (): Words => ({ record: emptyAssessment(language), state: null, seen: { level: 1, handling: [] } }),
    input: ({ record, state, seen, request }) => ({
      ...assessmentInput(record),
      ...{ level: seen.level, handling: [...seen.handling], request },
      // Where none is chosen the server says so at the field.
      state: (state?.id ?? undefined) as string,
    }),
    onDone: ({ head }) => {
      toast(t('saved'))
      go(`/recommendations/assessments/${head.id}`)
    },
  })
  const { record, state, seen } = entering.words
  return (
    <ListPage title={t('assessment.new')} lead={<p>{t('assessment.new_lead')}</p>}>
      <DraftForm
        of={entering}
        labels={labels}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={entering.isPending}>
              {t('assessment.save')}
            </Button>
            <ButtonLink href="/recommendations/assessments">{t('form.back')}</ButtonLink>
          </>
        }
      >
        <AssessmentFields
          value={record}
          set={(part) => entering.set((now) => ({ record: { ...now.record, ...part } }))}
          first={
            <ComboBox
              label={labels.state}
              name="state"
              isRequired
              options={states}
              value={state}
              onChange={(next) => entering.set({ state: next })}
            />
          }
        />
        <Suspense fallback={<Loading rows={6} />}>
          <LevelFields value={seen} onChange={(next) => entering.set({ seen: next })} />
        </Suspense>
      </DraftForm>
    </ListPage>
  )
}
