import { useState } from 'react'
import { useServerDraft } from '../../../platform/drafts/web/use-server-draft.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { optionOf } from '../../../platform/ui/controls/option.ts'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
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

/** The number of the request stands in the draft: sent twice on a bad line, even after a reload, it is entered once. */
type Value = { record: ProgrammeForm; seen: NewAudience; request: string }

export function NewProgramme() {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today, person } = useSession()
  const go = useGo()
  const [{ type }] = useAddress(ADDRESS)
  const [empty] = useState<Value>(() => ({
    record: {
      ...emptyProgramme({ language, today, leads: person ? [optionOf(person.organisation)] : [] }),
      ...(isOffice(type) && { type }),
    },
    seen: emptyAudience,
    request: crypto.randomUUID(),
  }))
  const form = useDraft(DRAFT, empty, {
    area: ({ seen }) => (seen.level > 0 ? 'tab' : 'device'),
    seam: useServerDraft<Value>(DRAFT),
  })
  const { record, seen, request } = form.value
  const add = useAction(addProgramme, {
    onDone: ({ head }) => {
      form.clear()
      toast(t('saved'))
      go(`/programmes/${head.id}`)
    },
  })
  const send = () => add.mutate({ ...programmeInput(record), ...audienceInput(seen), request })
  return (
    <ListPage title={t('programme.new')}>
      <Form onSubmit={send} error={add.error} labels={useLabels()}>
        <DraftFound draft={form} />
        <ProgrammeFields
          value={record}
          set={(part) => form.set((now) => ({ ...now, record: { ...now.record, ...part } }))}
        />
        <AudienceFields value={seen} onChange={(next) => form.set((now) => ({ ...now, seen: next }))} />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={add.isPending}>
            {t('programme.save')}
          </Button>
          <ButtonLink href="/programmes">{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
    </ListPage>
  )
}
