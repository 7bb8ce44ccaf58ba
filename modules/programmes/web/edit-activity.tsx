import { Suspense, useState } from 'react'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Refusal } from '../../../platform/ui/asking.ts'
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
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { editActivity, readActivity } from '../contract.ts'
import type { ActivityRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ActivityFields } from './activity-fields.tsx'
import { type ActivityForm, activityForm, activityInput } from './activity-form.ts'
import { useLabels } from './labels.ts'
import { useTerms } from './terms.ts'

const ActivityConflict = later(() => import('./conflict-fields.tsx').then((m) => m.ActivityConflict))

export function EditActivity({ params }: PageProps) {
  const activity = useEndpoint(readActivity, { id: params['id'] ?? '' })
  const { isReady } = useTerms()
  return (
    <Answer of={activity} shape="record">
      {(found) => (isReady ? <Editing of={found} /> : <Loading shape="record" />)}
    </Answer>
  )
}

function Editing({ of }: { of: ActivityRecord }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { name } = useTerms()
  const go = useGo()
  const { id } = of.head
  const toForm = (record: ActivityRecord): ActivityForm => activityForm(record, name, language)
  const [base] = useState(() => toForm(of))
  const form = useDraft(`programmes.activity.${id}`, base, { area: of.head.level > 0 ? 'tab' : 'device' })
  const save = useAction(editActivity, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      go(`/programmes/activities/${id}`)
    },
  })
  const send = (value: ActivityForm) => save.mutate({ id, version: value.version, ...activityInput(value) })
  const conflict =
    save.error instanceof Refusal && save.error.problem.code === 'edit_conflict'
      ? (save.error.problem.detail as { current: ActivityRecord })
      : undefined
  return (
    <ListPage title={t('activity.edit')}>
      <Form onSubmit={() => send(form.value)} error={conflict ? undefined : save.error} labels={useLabels()}>
        <DraftFound draft={form} />
        <ActivityFields value={form.value} set={(part) => form.set((now) => ({ ...now, ...part }))} />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={save.isPending}>
            {t('activity.save')}
          </Button>
          <ButtonLink href={`/programmes/activities/${id}`}>{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
      {conflict && (
        <Suspense>
          <ActivityConflict
            {...(base.version === form.value.version ? { base } : {})}
            mine={form.value}
            theirs={toForm(conflict.current)}
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
