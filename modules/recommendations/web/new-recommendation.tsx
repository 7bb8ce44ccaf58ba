import { useState } from 'react'
import { oneOf, text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { optionOf } from '../../../platform/ui/controls/option.ts'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { readAssessment } from '../assessment-contract.ts'
import { addRecommendation } from '../contract.ts'
import { type Assessment, KINDS } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useRecommendationLabels, useRowLabels } from './labels.ts'
import { emptyOrigin, type Origin, OriginFields, originInput } from './origin-fields.tsx'
import { RecommendationFields } from './recommendation-fields.tsx'
import { emptyRecommendation, type RecommendationForm, recommendationInput } from './recommendation-form.ts'
import { SeenFields } from './seen-fields.tsx'

/** From the page of an assessment one comes to enter what it recommends. */
const ADDRESS = { assessment: text(), kind: oneOf(KINDS, 'assessment') }

export function NewRecommendation() {
  const [{ assessment, kind }] = useAddress(ADDRESS)
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

/** The number of the request stands in the draft: sent twice on a bad line, even after a reload, it is entered once. */
type Value = { record: RecommendationForm; origin: Origin; request: string }
type WritingProps = { kind: (typeof KINDS)[number]; of?: Assessment; onNext: () => void }

function Writing({ kind, of, onNext }: WritingProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const [empty] = useState<Value>(() => ({
    record: emptyRecommendation(language),
    origin: {
      ...emptyOrigin(kind),
      ...(of && {
        state: optionOf(of.state),
        assessment: { id: of.head.id, label: of.title.texts[language] ?? of.title.texts[of.title.original] ?? '' },
        seen: { level: of.head.level, handling: of.head.handling, audience: [] },
      }),
    },
    request: crypto.randomUUID(),
  }))
  const form = useDraft(`recommendations.recommendation.new${of ? `.${of.head.id}` : ''}`, empty, {
    area: ({ origin }) => (origin.kind === 'assessment' || origin.seen.level > 0 ? 'tab' : 'device'),
  })
  const { record, origin, request } = form.value
  const labels = {
    ...useRecommendationLabels(),
    ...useRowLabels({ actions: record.actions.length, uptake: record.uptake.length }),
  }
  const [goesOn, setGoesOn] = useState(false)
  const add = useAction(addRecommendation, {
    onDone: ({ head }) => {
      form.clear()
      toast(t('saved'))
      if (goesOn) onNext()
      else go(`/recommendations/${head.id}`)
    },
  })
  const set = (part: Partial<Value>) => form.set((now) => ({ ...now, ...part }))
  const send = () => add.mutate({ ...recommendationInput(record, origin.kind), ...originInput(origin), request })
  return (
    <ListPage title={t('recommendation.new')} lead={<p>{t(`form.lead.${origin.kind}`)}</p>}>
      <Form onSubmit={send} error={add.error} labels={labels}>
        <DraftFound draft={form} />
        <OriginFields value={origin} onChange={(next) => set({ origin: next })} isOfOne={of !== undefined} />
        <RecommendationFields
          kind={origin.kind}
          value={record}
          set={(part) => form.set((now) => ({ ...now, record: { ...now.record, ...part } }))}
        />
        <SeenFields value={origin} onChange={(next) => set({ origin: next })} />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={add.isPending && !goesOn} onPress={() => setGoesOn(false)}>
            {t('recommendation.save')}
          </Button>
          {of && (
            <Button type="submit" isPending={add.isPending && goesOn} onPress={() => setGoesOn(true)}>
              {t('recommendation.save_next')}
            </Button>
          )}
          <ButtonLink href={of ? `/recommendations/assessments/${of.head.id}` : '/recommendations'}>
            {t('form.back')}
          </ButtonLink>
        </FormActions>
      </Form>
    </ListPage>
  )
}
