import { Suspense, useState } from 'react'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { newerIn } from '../../../platform/ui/asking.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Refused } from '../../../platform/ui/states/refused.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { editAssessment, readAssessment } from '../assessment-contract.ts'
import { Assessment } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { AssessmentFields } from './assessment-fields.tsx'
import { type AssessmentForm, assessmentForm, assessmentInput } from './assessment-form.ts'
import { useAssessmentLabels } from './labels.ts'

const AssessmentConflict = later(() => import('./conflict-fields.tsx').then((m) => m.AssessmentConflict))

export function EditAssessment({ params }: PageProps) {
  const assessment = useEndpoint(readAssessment, { id: params['id'] ?? '' })
  return (
    <Answer of={assessment} shape="record">
      {(found) => (found.mayWrite ? <Editing of={found} /> : <Refused isPage />)}
    </Answer>
  )
}

function Editing({ of }: { of: Assessment }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const { id } = of.head
  const [base] = useState(() => assessmentForm(of, language))
  const form = useDraft(`recommendations.assessment.${id}`, base, { area: 'tab' })
  const save = useAction(editAssessment, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      go(`/recommendations/assessments/${id}`)
    },
  })
  const send = (value: AssessmentForm) => save.mutate({ id, version: value.version, ...assessmentInput(value) })
  const newer = newerIn(save.error, Assessment)
  return (
    <ListPage title={t('assessment.edit')} lead={<p>{of.state.name.text}</p>}>
      <Form onSubmit={() => send(form.value)} error={newer ? undefined : save.error} labels={useAssessmentLabels()}>
        <DraftFound draft={form} />
        <AssessmentFields value={form.value} set={(part) => form.set((now) => ({ ...now, ...part }))} />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={save.isPending}>
            {t('assessment.save')}
          </Button>
          <ButtonLink href={`/recommendations/assessments/${id}`}>{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
      {newer && (
        <Suspense>
          <AssessmentConflict
            {...(base.version === form.value.version ? { base } : {})}
            mine={form.value}
            theirs={assessmentForm(newer, language)}
            onCancel={save.reset}
            onResolve={(merged) => {
              form.set(merged)
              send(merged)
            }}
          />
        </Suspense>
      )}
    </ListPage>
  )
}
