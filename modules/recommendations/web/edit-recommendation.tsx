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
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { Refused } from '../../../platform/ui/states/refused.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import { editRecommendation, readRecommendation } from '../contract.ts'
import { Recommendation } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels, useRowLabels } from './labels.ts'
import { RecommendationFields } from './recommendation-fields.tsx'
import { recommendationForm, recommendationInput } from './recommendation-form.ts'

const RecommendationConflict = later(() => import('./conflict-fields.tsx').then((m) => m.RecommendationConflict))

export function EditRecommendation({ params }: PageProps) {
  const of = useEndpoint(readRecommendation, { id: params['id'] ?? '' })
  const { isReady } = useTerms()
  return (
    <Answer of={of} shape="record">
      {(found) => {
        if (!found.mayWrite) return <Refused isPage />
        return isReady ? <Editing of={found} /> : <Loading shape="record" />
      }}
    </Answer>
  )
}

function Editing({ of }: { of: Recommendation }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { name } = useTerms()
  const go = useGo()
  const { id, level } = of.head
  const editing = useEditing(editRecommendation, Recommendation, {
    key: `recommendations.recommendation.${id}`,
    area: level > 0 ? 'tab' : 'device',
    of,
    words: (record) => recommendationForm(record, name, language),
    input: (words) => ({ id, version: words.version, ...recommendationInput(words, of.kind) }),
    onDone: () => {
      toast(t('saved'))
      go(`/recommendations/${id}`)
    },
  })
  const { actions, uptake } = editing.words
  const labels = {
    ...useRecommendationLabels(),
    ...useRowLabels({ actions: actions.length, uptake: uptake.length }),
  }
  return (
    <ListPage title={t('recommendation.edit')} lead={of.consents.length > 0 && <p>{t('form.lead.disclosed')}</p>}>
      <DraftForm
        of={editing}
        labels={labels}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={editing.isPending}>
              {t('recommendation.save')}
            </Button>
            <ButtonLink href={`/recommendations/${id}`}>{t('form.back')}</ButtonLink>
          </>
        }
      >
        <RecommendationFields kind={of.kind} need={of.need} value={editing.words} set={editing.set} />
      </DraftForm>
      <Suspense>{editing.conflict && <RecommendationConflict {...editing.conflict} />}</Suspense>
    </ListPage>
  )
}
