import { Suspense } from 'react'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { DraftForm } from '../../../platform/ui/drafts/draft-form.tsx'
import { useEditing } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Refused } from '../../../platform/ui/states/refused.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { editAssessment, readAssessment } from '../assessment-contract.ts'
import { Assessment } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { AssessmentFields } from './assessment-fields.tsx'
import { assessmentForm, assessmentInput } from './assessment-form.ts'
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
  const editing = useEditing(editAssessment, Assessment, {
    key: `recommendations.assessment.${id}`,
    area: 'tab',
    of,
    words: (record) => assessmentForm(record, language),
    input: (words) => ({ id, version: words.version, ...assessmentInput(words) }),
    onDone: () => {
      toast(t('saved'))
      go(`/recommendations/assessments/${id}`)
    },
  })
  return (
    <ListPage title={t('assessment.edit')} lead={<p>{of.state.name.text}</p>}>
      <DraftForm
        of={editing}
        labels={useAssessmentLabels()}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={editing.isPending}>
              {t('assessment.save')}
            </Button>
            <ButtonLink href={`/recommendations/assessments/${id}`}>{t('form.back')}</ButtonLink>
          </>
        }
      >
        <AssessmentFields value={editing.words} set={editing.set} />
      </DraftForm>
      <Suspense>{editing.conflict && <AssessmentConflict {...editing.conflict} />}</Suspense>
    </ListPage>
  )
}
