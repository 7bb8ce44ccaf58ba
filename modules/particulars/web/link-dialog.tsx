import { useCallback, useState } from 'react'
import { ask } from '../../../platform/ui/asking.ts'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { listActivities, listProgrammes } from '../../programmes/contract.ts'
import { addLink, type Particulars } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { LINK_KINDS, type LinkKind } from '../rules.ts'
import css from './particulars.module.css'
import { SaveDialog, useSaving } from './save-dialog.tsx'

/** Says how the record hangs together with another that the writer reads. */
export function LinkDialog({ of, onClose }: { of: Particulars; onClose: () => void }) {
  const t = useTexts(texts)
  const [kind, setKind] = useState<LinkKind>('part_of')
  const [other, setOther] = useState<Option | null>(null)
  const save = useSaving(addLink, onClose, 'linked')
  const onlySame = kind === 'part_of'
  const search = useCallback(
    async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
      const by = { ...(q && { q }), size: 12, sort: 'changed' as const, dir: 'desc' as const }
      const none = { items: [] }
      const [programmes, activities] = await Promise.all([
        onlySame && of.kind !== 'programme' ? none : ask(listProgrammes, by, { signal }),
        onlySame && of.kind !== 'activity' ? none : ask(listActivities, by, { signal }),
      ])
      return [...programmes.items, ...activities.items]
        .filter(({ id }) => id !== of.id)
        .map(({ id, code, title }) => ({ id, label: title.text, description: code }))
    },
    [of.id, of.kind, onlySame],
  )
  return (
    <SaveDialog
      title={t('links.add')}
      of={save}
      labels={{ kind: t('links.kind'), other: t('links.other') }}
      isReady={other !== null}
      onSave={() => other && save.mutate({ id: of.id, version: of.version, kind, other: other.id })}
      onClose={onClose}
    >
      <Select
        label={t('links.kind')}
        name="kind"
        options={LINK_KINDS.map((id) => ({ id, label: t(`link.to.${id}`) }))}
        value={kind}
        onChange={(id) => {
          setKind(id as LinkKind)
          setOther(null)
        }}
      />
      <ComboBox label={t('links.other')} name="other" isRequired search={search} value={other} onChange={setOther} />
      <p className={css.none}>{t('links.note')}</p>
    </SaveDialog>
  )
}
