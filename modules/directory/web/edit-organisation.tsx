import { show, type Written } from '../../../platform/text.ts'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { DraftDialog } from '../../../platform/ui/drafts/draft-dialog.tsx'
import { useEditing } from '../../../platform/ui/drafts/use-writing.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
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
  const search = useOrganisationSearch(false)
  const editing = useEditing(editOrganisation, OrganisationRecord, {
    key: `directory:organisation:${of.id}`,
    of,
    words: wordsOf,
    input: ({ version, acronym, note, partOf }) => ({
      ...{ id: of.id, version, acronym: written(acronym), note: written(note) },
      partOf: partOf?.id ?? null,
    }),
    onDone: () => {
      onClose()
      toast(t('edit.done'))
    },
  })
  const labels = { acronym: t('acronym'), partOf: t('part_of'), note: t('note') }
  const { set } = editing
  const { acronym, note, partOf } = editing.words
  return (
    <DraftDialog
      title={t('edit')}
      of={editing}
      labels={labels}
      submit={t('edit.save')}
      onClose={onClose}
      fields={[
        { key: 'acronym', label: labels.acronym, show: (w) => w.acronym && show(w.acronym, language).text },
        { key: 'partOf', label: labels.partOf, show: (w) => w.partOf?.label },
        { key: 'note', label: labels.note, show: (w) => w.note && show(w.note, language).text },
      ]}
    >
      <WrittenField
        name="acronym"
        label={labels.acronym}
        maxLength={40}
        value={acronym ?? emptyWritten(language)}
        onChange={(next) => set({ acronym: next })}
      />
      <ComboBox
        name="partOf"
        label={labels.partOf}
        value={partOf}
        onChange={(next) => set({ partOf: next })}
        search={search}
      />
      <WrittenField
        name="note"
        label={labels.note}
        multiline
        maxLength={1000}
        value={note ?? emptyWritten(language)}
        onChange={(next) => set({ note: next })}
      />
    </DraftDialog>
  )
}

/** A field in which nothing stands holds nothing. */
const written = (of: Written | null): Written | null =>
  of && Object.values(of.texts).some((text) => text !== '') ? of : null
