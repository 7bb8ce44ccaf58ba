import { useCallback } from 'react'
import { ask } from '../../ui/asking.ts'
import { ComboBox } from '../../ui/controls/combo-box.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { useTexts } from '../../ui/language.tsx'
import { findOwners } from '../contract.ts'
import { texts } from '../locales/index.ts'

type OwnerFieldProps = { record?: string | undefined; value: Option | null; onChange: (owner: Option | null) => void }

/** Whom a task is given to: only those who may read its record are found. */
export function OwnerField({ record, value, onChange }: OwnerFieldProps) {
  const t = useTexts(texts)
  const search = useCallback(
    async (q: string, signal: AbortSignal): Promise<readonly Option[]> => {
      const { items } = await ask(findOwners, { q, ...(record && { record }) }, { signal })
      return items.map(({ id, name, organisation }) => ({
        id,
        label: name ?? t('someone'),
        ...(organisation && { description: organisation.name.text }),
      }))
    },
    [record, t],
  )
  return (
    <ComboBox
      name="owner"
      label={t('label.owner')}
      description={record ? t('label.owner_note') : undefined}
      search={search}
      value={value}
      onChange={onChange}
      isRequired
    />
  )
}
