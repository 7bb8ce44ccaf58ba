import { Select } from '../../ui/controls/select.tsx'
import { useKitTexts, useTexts } from '../../ui/language.tsx'
import { useSession } from '../../ui/session.tsx'
import { texts } from '../locales/index.ts'

type LevelChoiceProps = { value: 0 | 1 | 2; onChange: (level: 0 | 1 | 2) => void; held?: number }

/** Up to which level someone may read; nobody gives more than they have. */
export function LevelChoice({ value, onChange, held = 0 }: LevelChoiceProps) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  const { person } = useSession()
  const most = Math.max(person?.clearance ?? 0, held)
  return (
    <Select
      name="clearance"
      label={t('clearance')}
      description={t('clearance.note')}
      value={String(value)}
      onChange={(id) => onChange(Number(id) as 0 | 1 | 2)}
      options={([0, 1, 2] as const)
        .filter((id) => id <= most)
        .map((id) => ({ id: String(id), label: kit(`level.${id}`) }))}
    />
  )
}
