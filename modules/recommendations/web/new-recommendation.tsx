import { useState } from 'react'
import { oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { optionOf } from '../../../platform/ui/controls/option.ts'
import { DraftForm } from '../../../platform/ui/drafts/draft-form.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { readAssessment } from '../assessment-contract.ts'
import { addRecommendation } from '../contract.ts'
import { type Assessment, KINDS } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels, useRowLabels } from './labels.ts'
import { emptyOrigin, type Origin, OriginFields, originInput, useKinds } from './origin-fields.tsx'
import { RecommendationFields } from './recommendation-fields.tsx'
import { emptyRecommendation, type RecommendationForm, recommendationInput } from './recommendation-form.ts'
import { SeenFields } from './seen-fields.tsx'

/** From the page of an assessment one comes to enter what it recommends. */
const ADDRESS = { assessment: text(), kind: oneOf(KINDS, 'assessment') }

export function NewRecommendation() {
  const [{ assessment, kind: asked }] = useAddress(ADDRESS)
  const kinds = useKinds()
  const kind = kinds.find((one) => one === asked) ?? kinds[0]!
  // Each begins with a number and a draft of its own.
  const [round, setRound] = useState(0)
  const of = useEndpoint(readAssessment, { id: assessment }, { enabled: assessment !== '' })
  const onNext = () => setRound(round + 1)
  if (assessment === '') return <Writing key={round} kind={kind} onNext={onNext} />
  return (
    <Answer of={of} shape="record">
      {(found) => <Writing key={round} kind="assessment" of={found} onNext={onNext} />}
    </Answer>
  )
}

type Words = { record: RecommendationForm; origin: Origin }
type WritingProps = { kind: (typeof KINDS)[number]; of?: Assessment; onNext: () => void }

function Writing({ kind, of, onNext }: WritingProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const [goesOn, setGoesOn] = useState(false)
  const entering = useEntering(addRecommendation, {
    key: `recommendations.recommendation.new${of ? `.${of.head.id}` : ''}`,
    area: ({ origin }) => (origin.kind === 'assessment' || origin.seen.level > 0 ? 'tab' : 'device'),
    start: (): Words => ({
      record: emptyRecommendation(language),
      origin: {
        ...emptyOrigin(kind),
        ...(of && {
          state: optionOf(of.state),
          assessment: { id: of.head.id, label: of.title.texts[language] ?? of.title.texts[of.title.original] ?? '' },
          seen: { level: of.head.level, handling: of.head.handling, audience: [] },
        }),
      },
    }),
    input: ({ record, origin, request }) => ({
      ...recommendationInput(record, origin.kind),
      ...originInput(origin),
      request,
    }),
    onDone: ({ head }) => {
      toast(t('saved'))
      if (goesOn) onNext()
      else go(`/recommendations/${head.id}`)
    },
  })
  const { set, isPending } = entering
  const { record, origin } = entering.words
  const labels = {
    ...useRecommendationLabels(),
    ...useRowLabels({ actions: record.actions.length, uptake: record.uptake.length }),
  }
  return (
    <ListPage title={t('recommendation.new')} lead={<p>{t(`form.lead.${origin.kind}`)}</p>}>
      <DraftForm
        of={entering}
        labels={labels}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={isPending && !goesOn} onPress={() => setGoesOn(false)}>
              {t('recommendation.save')}
            </Button>
            {of && (
              <Button type="submit" isPending={isPending && goesOn} onPress={() => setGoesOn(true)}>
                {t('recommendation.save_next')}
              </Button>
            )}
            <ButtonLink href={of ? `/recommendations/assessments/${of.head.id}` : '/recommendations'}>
              {t('form.back')}
            </ButtonLink>
          </>
        }
      >
        <OriginFields value={origin} onChange={(next) => set({ origin: next })} isOfOne={of !== undefined} />
        <RecommendationFields
          kind={origin.kind}
          value={record}
          set={(part) => set((now) => ({ record: { ...now.record, ...part } }))}
        />
        <SeenFields value={origin} onChange={(next) => set({ origin: next })} />
      </DraftForm>
    </ListPage>
  )
}
