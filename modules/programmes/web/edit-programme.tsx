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
import { editProgramme, readProgramme } from '../contract.ts'
import { ProgrammeRecord } from '../fields.ts'
import { texts } from '../locales/index.ts'
import { useLabels } from './labels.ts'
import { ProgrammeFields } from './programme-fields.tsx'
import { programmeForm, programmeInput } from './programme-form.ts'
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
  const { id, level } = of.head
  const editing = useEditing(editProgramme, ProgrammeRecord, {
    key: `programmes.programme.${id}`,
    area: level > 0 ? 'tab' : 'device',
    of,
    words: (record) => programmeForm(record, name, language),
    input: (words) => ({ id, version: words.version, ...programmeInput(words) }),
    onDone: () => {
      toast(t('saved'))
      go(`/programmes/${id}`)
    },
  })
  return (
    <ListPage title={t('programme.edit')}>
      <DraftForm
        of={editing}
        labels={useLabels()}
        actions={
          <>
            <Button type="submit" kind="filled" isPending={editing.isPending}>
              {t('programme.save')}
            </Button>
            <ButtonLink href={`/programmes/${id}`}>{t('form.back')}</ButtonLink>
          </>
        }
      >
        <ProgrammeFields value={editing.words} set={editing.set} />
      </DraftForm>
      <Suspense>{editing.conflict && <ProgrammeConflict {...editing.conflict} />}</Suspense>
    </ListPage>
  )
}
