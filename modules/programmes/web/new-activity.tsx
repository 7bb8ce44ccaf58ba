import { useServerDraft } from '../../../platform/drafts/web/use-server-draft.ts'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { optionOf } from '../../../platform/ui/controls/option.ts'
import { DraftForm } from '../../../platform/ui/drafts/draft-form.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { addActivity } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ActivityFields } from './activity-fields.tsx'
import { type ActivityForm, activityInput, emptyActivity } from './activity-form.ts'
import { AudienceFields } from './audience-fields.tsx'
import { useLabels } from './labels.ts'
import { audienceInput, emptyAudience, type NewAudience } from './new-audience.ts'

const DRAFT = 'programmes.activity.new'

type Words = { record: ActivityForm; seen: NewAudience }

export function NewActivity() {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today, person } = useSession()
  const go = useGo()
  const entering = useEntering(addActivity, {
    key: DRAFT,
    area: ({ seen }) => (seen.level > 0 ? 'tab' : 'device'),
    seam: useServerDraft<Words & { request: string }>(DRAFT),
    start: (): Words => ({
      record: emptyActivity({ language, today, leads: person ? [optionOf(person.organisation)] : [] }),
      seen: emptyAudience,
    }),
    input: ({ record, seen, request }) => ({ ...activityInput(record), ...audienceInput(seen), request }),
    onDone: ({ head }) => {
      toast(t('saved'))
      go(`/programmes/activities/${head.id}`)
    },
  })
  const { record, seen } = entering.words
  return (
    <ListPage title={t('activity.new')}>
      <DraftForm
        of={entering}
        labels={useLabels()}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={entering.isPending}>
              {t('activity.save')}
            </Button>
            <ButtonLink href="/programmes/activities">{t('form.back')}</ButtonLink>
          </>
        }
      >
        <ActivityFields
          value={record}
          set={(part) => entering.set((now) => ({ record: { ...now.record, ...part } }))}
        />
        <AudienceFields value={seen} onChange={(next) => entering.set({ seen: next })} />
      </DraftForm>
    </ListPage>
  )
}
