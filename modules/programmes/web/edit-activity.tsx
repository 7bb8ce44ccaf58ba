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
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { editActivity, readActivity } from '../contract.ts'
import { ActivityRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { ActivityFields } from './activity-fields.tsx'
import { activityForm, activityInput } from './activity-form.ts'
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
  const { id, level } = of.head
  const editing = useEditing(editActivity, ActivityRecord, {
    key: `programmes.activity.${id}`,
    area: level > 0 ? 'tab' : 'device',
    of,
    words: (record) => activityForm(record, name, language),
    input: (words) => ({ id, version: words.version, ...activityInput(words) }),
    onDone: () => {
      toast(t('saved'))
      go(`/programmes/activities/${id}`)
    },
  })
  return (
    <ListPage title={t('activity.edit')}>
      <DraftForm
        of={editing}
        labels={useLabels()}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={editing.isPending}>
              {t('activity.save')}
            </Button>
            <ButtonLink href={`/programmes/activities/${id}`}>{t('form.back')}</ButtonLink>
          </>
        }
      >
        <ActivityFields value={editing.words} set={editing.set} />
      </DraftForm>
      <Suspense>{editing.conflict && <ActivityConflict {...editing.conflict} />}</Suspense>
    </ListPage>
  )
}
