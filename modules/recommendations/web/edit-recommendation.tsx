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
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { Refused } from '../../../platform/ui/states/refused.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useTerms } from '../../programmes/web/terms.ts'
import { editRecommendation, readRecommendation } from '../contract.ts'
import { Recommendation } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels, useRowLabels } from './labels.ts'
import { RecommendationFields } from './recommendation-fields.tsx'
import { type RecommendationForm, recommendationForm, recommendationInput } from './recommendation-form.ts'

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
  const [base] = useState(() => recommendationForm(of, name, language))
  const form = useDraft(`recommendations.recommendation.${id}`, base, { area: level > 0 ? 'tab' : 'device' })
  const { actions, uptake } = form.value
  const labels = {
    ...useRecommendationLabels(),
    ...useRowLabels({ actions: actions.length, uptake: uptake.length }),
  }
  const save = useAction(editRecommendation, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      go(`/recommendations/${id}`)
    },
  })
  const send = (value: RecommendationForm) =>
    save.mutate({ id, version: value.version, ...recommendationInput(value, of.kind) })
  const newer = newerIn(save.error, Recommendation)
  return (
    <ListPage title={t('recommendation.edit')} lead={of.consents.length > 0 && <p>{t('form.lead.disclosed')}</p>}>
      <Form onSubmit={() => send(form.value)} error={newer ? undefined : save.error} labels={labels}>
        <DraftFound draft={form} />
        <RecommendationFields
          kind={of.kind}
          need={of.need}
          value={form.value}
          set={(part) => form.set((now) => ({ ...now, ...part }))}
        />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={save.isPending}>
            {t('recommendation.save')}
          </Button>
          <ButtonLink href={`/recommendations/${id}`}>{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
      {newer && (
        <Suspense>
          <RecommendationConflict
            {...(base.version === form.value.version ? { base } : {})}
            mine={form.value}
            theirs={recommendationForm(newer, name, language)}
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
