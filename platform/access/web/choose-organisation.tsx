import { useCallback } from 'react'
import { ask } from '../../ui/asking.ts'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import { findOrganisations } from '../people-contract.ts'

type ChooseOrganisationProps = { value: Option | null; onChange: (option: Option | null) => void }

/** An organisation that a person may belong to, found by what is typed. */
export function ChooseOrganisation({ value, onChange }: ChooseOrganisationProps) {
  const t = useTexts(texts)
  const search = useCallback(async (q: string, signal: AbortSignal) => {
    const { items } = await ask(findOrganisations, { q }, { signal })
    return items.map((o) => ({ id: o.id, label: o.name.text, description: o.code }))
  }, [])
  return (
    <ComboBox
      name="organisation"
      label={t('organisation')}
      value={value}
      onChange={onChange}
      search={search}
      isRequired
    />
  )
}
