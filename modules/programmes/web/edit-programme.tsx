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
import { editProgramme, readProgramme } from '../contract.ts'
import type { ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useLabels } from './labels.ts'
import { ProgrammeFields } from './programme-fields.tsx'
import { type ProgrammeForm, programmeForm, programmeInput } from './programme-form.ts'
import { useTerms } from './terms.ts'

const ProgrammeConflict = later(() => import('./conflict-fields.tsx').then((m) => m.ProgrammeConflict))

export function EditProgramme({ params }: PageProps) {
  const programme = useEndpoint(readProgramme, { id: params['id'] ?? '' })
  const { isReady } = useTerms()
  return (
    <Answer of={programme} shape="record">
      {(found) => (isReady ? <Editing of={found} /> : <Loading shape="record" />)}
    </Answer>
  )
}

function Editing({ of }: { of: ProgrammeRecord }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { name } = useTerms()
  const go = useGo()
  const { id } = of.head
  const toForm = (record: ProgrammeRecord): ProgrammeForm => programmeForm(record, name, language)
  const [base] = useState(() => toForm(of))
  const form = useDraft(`programmes.programme.${id}`, base, { area: of.head.level > 0 ? 'tab' : 'device' })
  const save = useAction(editProgramme, {
    onDone: () => {
      form.clear()
      toast(t('saved'))
      go(`/programmes/${id}`)
    },
  })
  const send = (value: ProgrammeForm) => save.mutate({ id, version: value.version, ...programmeInput(value) })
  const conflict =
    save.error instanceof Refusal && save.error.problem.code === 'edit_conflict'
      ? (save.error.problem.detail as { current: ProgrammeRecord })
      : undefined
  return (
    <ListPage title={t('programme.edit')}>
      <Form onSubmit={() => send(form.value)} error={conflict ? undefined : save.error} labels={useLabels()}>
        <DraftFound draft={form} />
        <ProgrammeFields value={form.value} set={(part) => form.set((now) => ({ ...now, ...part }))} />
        <FormActions draft={<DraftMark draft={form} />}>
          <Button type="submit" kind="filled" isPending={save.isPending}>
            {t('programme.save')}
          </Button>
          <ButtonLink href={`/programmes/${id}`}>{t('form.back')}</ButtonLink>
        </FormActions>
      </Form>
      {conflict && (
        <Suspense>
          <ProgrammeConflict
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
