import { useServerDraft } from '../../../platform/drafts/web/use-server-draft.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { optionOf } from '../../../platform/ui/controls/option.ts'
import { DraftForm } from '../../../platform/ui/drafts/draft-form.tsx'
import { useEntering } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { addProgramme } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { isOffice } from '../rules.ts'
import { AudienceFields } from './audience-fields.tsx'
import { useLabels } from './labels.ts'
import { audienceInput, emptyAudience, type NewAudience } from './new-audience.ts'
import { ProgrammeFields } from './programme-fields.tsx'
import { emptyProgramme, type ProgrammeForm, programmeInput } from './programme-form.ts'

/** From the register of offices one comes to enter an office. */
const ADDRESS = { type: text() }
const DRAFT = 'programmes.programme.new'

type Words = { record: ProgrammeForm; seen: NewAudience }

export function NewProgramme() {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today, person } = useSession()
  const go = useGo()
  const [{ type }] = useAddress(ADDRESS)
  const entering = useEntering(addProgramme, {
    key: DRAFT,
    area: ({ seen }) => (seen.level > 0 ? 'tab' : 'device'),
    seam: useServerDraft<Words & { request: string }>(DRAFT),
    start: (): Words => ({
      record: {
        ...emptyProgramme({ language, today, leads: person ? [optionOf(person.organisation)] : [] }),
        ...(isOffice(type) && { type }),
      },
      seen: emptyAudience,
    }),
    input: ({ record, seen, request }) => ({ ...programmeInput(record), ...audienceInput(seen), request }),
    onDone: ({ head }) => {
      toast(t('saved'))
      go(`/programmes/${head.id}`)
    },
  })
  const { record, seen } = entering.words
  return (
    <ListPage title={t('programme.new')}>
      <DraftForm
        of={entering}
        labels={useLabels()}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={entering.isPending}>
              {t('programme.save')}
            </Button>
            <ButtonLink href="/programmes">{t('form.back')}</ButtonLink>
          </>
        }
      >
        <ProgrammeFields
          value={record}
          set={(part) => entering.set((now) => ({ record: { ...now.record, ...part } }))}
        />
        <AudienceFields value={seen} onChange={(next) => entering.set({ seen: next })} />
      </DraftForm>
    </ListPage>
  )
}
