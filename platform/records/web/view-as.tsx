import { useCallback, useState } from 'react'
import { ROLES } from '../../access/roles.ts'
import { ask } from '../../ui/asking.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Select } from '../../ui/controls/select.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { viewAs } from '../../ui/view-as.ts'
import { listViews } from '../contract.ts'
import css from './records.module.css'
import { useAudienceWords, useRecordTexts } from './words.ts'

/** A button that lets the reader look at their organisation's records with another's eyes. */
export function ViewAs({ start }: { start?: Option }) {
  const t = useRecordTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="eye" onPress={() => setOpen(true)}>
        {t('view_as')}
      </Button>
      <Dialog title={t('view_as')} isOpen={isOpen} onOpenChange={setOpen}>
        <Choice start={start ?? null} />
      </Dialog>
    </>
  )
}

function Choice({ start }: { start: Option | null }) {
  const t = useRecordTexts()
  const { roleName } = useAudienceWords()
  const [organisation, setOrganisation] = useState<Option | null>(start)
  const [role, setRole] = useState('all')
  const search = useCallback(async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
    const { items } = await ask(listViews, { q, size: 20 }, { signal })
    return items.map(({ value, organisation: o }) => ({ id: value, label: o.name.text, description: o.code }))
  }, [])
  const roles = [{ id: 'all', label: t('role.all') }, ...ROLES.map((id) => ({ id, label: roleName(id) }))]
  const begin = (chosen: Option) => {
    const name = role === 'all' ? chosen.label : t('role.of', { role: roleName(role), organisation: chosen.label })
    viewAs({ value: role === 'all' ? chosen.id : `${chosen.id}/${role}`, name })
  }
  return (
    <div className={css.editor}>
      <p>{t('view_as.hint')}</p>
      <ComboBox label={t('seen.choose')} value={organisation} onChange={setOrganisation} search={search} />
      <Select label={t('role')} options={roles} value={role} onChange={setRole} />
      <Button kind="filled" isDisabled={!organisation} onPress={() => organisation && begin(organisation)}>
        {organisation ? t('view_as.start', { name: organisation.label }) : t('view_as')}
      </Button>
    </div>
  )
}
