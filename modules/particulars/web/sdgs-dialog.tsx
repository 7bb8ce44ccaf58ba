import { useState } from 'react'
import { MultiComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { useTexts } from '../../../platform/ui/language.tsx'
import { type Particulars, saveSdgs } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { GOALS, targetsOf } from '../rules.ts'
import { SaveDialog, useSaving } from './save-dialog.tsx'
import { nameOf } from './sdgs.tsx'

/** Which goals and targets it serves. */
export function SdgsDialog({ of, onClose }: { of: Particulars; onClose: () => void }) {
  const t = useTexts(texts)
  const option = (code: string): Option => {
    const [goal = code, target] = code.split('.')
    return target
      ? { id: code, label: t('sdgs.target', { code }), description: t(nameOf(goal)) }
      : { id: code, label: t('sdgs.named', { code, name: t(nameOf(goal)) }) }
  }
  const [goals, setGoals] = useState(of.sdgs.filter((code) => !code.includes('.')).map(option))
  const [targets, setTargets] = useState(of.sdgs.filter((code) => code.includes('.')).map(option))
  const save = useSaving(saveSdgs, onClose)
  const chosen = goals.map(({ id }) => id)
  const own = chosen.length > 0 ? chosen : GOALS
  return (
    <SaveDialog
      title={t('sdgs')}
      of={save}
      labels={{ sdgs: t('sdgs.goals') }}
      onSave={() => save.mutate({ id: of.id, version: of.version, sdgs: [...goals, ...targets].map(({ id }) => id) })}
      onClose={onClose}
    >
      <MultiComboBox
        label={t('sdgs.goals')}
        name="sdgs"
        options={GOALS.map(option)}
        value={goals}
        onChange={setGoals}
      />
      <MultiComboBox
        label={t('sdgs.targets')}
        description={t('sdgs.targets_note')}
        options={own.flatMap(targetsOf).map(option)}
        value={targets}
        onChange={setTargets}
      />
    </SaveDialog>
  )
}
