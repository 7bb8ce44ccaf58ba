import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'
import type { Kind } from './kinds.ts'

/** Programmes or activities: types and statuses, which differ, are taken back. */
export function ChooseKind({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const t = useTexts(texts)
  return (
    <Select
      label={t('kind')}
      value={kind}
      options={[
        { id: 'programme', label: t('programmes') },
        { id: 'activity', label: t('activities') },
      ]}
      onChange={(id) => onChange(id === 'activity' ? 'activity' : 'programme')}
    />
  )
}
