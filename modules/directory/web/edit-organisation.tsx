import { useState } from 'react'
import { show, type Written } from '../../../platform/text.ts'
import { newerIn } from '../../../platform/ui/asking.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { DraftFound, DraftMark } from '../../../platform/ui/drafts/draft-mark.tsx'
import { useDraft } from '../../../platform/ui/drafts/use-draft.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { EditConflict } from '../../../platform/ui/overlays/edit-conflict.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { editOrganisation } from '../contract/keeping.ts'
import { OrganisationRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { useOrganisationSearch } from './organisation-search.ts'

/** The version stays with the words, so that a draft found again meets what others changed meanwhile. */
type Words = { version: number; acronym: Written | null; note: Written | null; partOf: Option | null }

const wordsOf = ({ version, acronym, note, partOf }: OrganisationRecord): Words => ({
  version,
  acronym,
  note,
  partOf: partOf && { id: partOf.code, label: partOf.name.text },
})

/** Acronym, belonging and note. Someone else's edit meanwhile loses nobody's words. */
export function EditOrganisation({ of, onClose }: { of: OrganisationRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [base] = useState(() => wordsOf(of))
  const form = useDraft(`directory:organisation:${of.id}`, base)
  const search = useOrganisationSearch(false)
  const edit = useAction(editOrganisation, {
    onDone: () => {
      form.clear()
      onClose()
      toast(t('edit.done'))
    },
  })
  const labels = { acronym: t('acronym'), partOf: t('part_of'), note: t('note') }
  const current = newerIn(edit.error, OrganisationRecord)
  const newer = current && wordsOf(current)
  const { acronym, note, partOf } = form.value
  const put = (change: Partial<Words>) => form.set((now) => ({ ...now, ...change }))
  const send = ({ version, acronym, note, partOf }: Words) =>
    edit.mutate({ id: of.id, version, acronym: written(acronym), note: written(note), partOf: partOf?.id ?? null })

  return (
    <>
      <Dialog
        title={t('edit')}
        isOpen
        onOpenChange={onClose}
        isFirm
        actions={<Button onPress={onClose}>{t('back')}</Button>}
      >
        <DraftFound draft={form} />
        <Form error={newer ? undefined : edit.error} labels={labels} onSubmit={() => send(form.value)}>
          <WrittenField
            name="acronym"
            label={labels.acronym}
            maxLength={40}
            value={acronym ?? emptyWritten(language)}
            onChange={(next) => put({ acronym: next })}
          />
          <ComboBox
            name="partOf"
            label={labels.partOf}
            value={partOf}
            onChange={(next) => put({ partOf: next })}
            search={search}
          />
          <WrittenField
            name="note"
            label={labels.note}
            multiline
            maxLength={1000}
            value={note ?? emptyWritten(language)}
            onChange={(next) => put({ note: next })}
          />
          <FormActions draft={<DraftMark draft={form} />}>
            <Button type="submit" kind="filled" isPending={edit.isPending}>
              {t('edit.save')}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
      {newer && (
        <EditConflict
          base={base}
          mine={form.value}
          theirs={newer}
          fields={[
            { key: 'acronym', label: labels.acronym, show: (w) => w.acronym && show(w.acronym, language).text },
            { key: 'partOf', label: labels.partOf, show: (w) => w.partOf?.label },
            { key: 'note', label: labels.note, show: (w) => w.note && show(w.note, language).text },
          ]}
          onCancel={edit.reset}
          onResolve={(merged) => {
            form.set(merged)
            send(merged)
          }}
        />
      )}
    </>
  )
}

/** A field in which nothing stands holds nothing. */
const written = (of: Written | null): Written | null =>
  of && Object.values(of.texts).some((text) => text !== '') ? of : null
