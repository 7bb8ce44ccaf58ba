import { useState } from 'react'
import { show } from '../../../platform/text.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { type Result, saveResult } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Act, Claim } from './act.ts'
import { ChainDialog } from './chain-dialog.tsx'

const NONE = 'none'

type ResultDialogProps = {
  act: Extract<Act, { kind: 'outcome' | 'output' }>
  claim: Claim
  outcomes: readonly Result[]
  onClose: () => void
}

/** An outcome or an output, new or to change. */
export function ResultDialog({ act, claim, outcomes, onClose }: ResultDialogProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { kind, of } = act
  const [statement, setStatement] = useState(of?.statement ?? emptyWritten(language))
  const [parent, setParent] = useState(of ? of.parent : kind === 'output' ? (outcomes[0]?.id ?? null) : null)
  const options = [
    ...outcomes.map(({ id, statement: words }) => ({ id, label: show(words, language).text })),
    { id: NONE, label: t('parent.none') },
  ]
  return (
    <ChainDialog
      title={of ? t('edit') : t(`${kind}.add`)}
      act={saveResult}
      input={() => ({ ...claim, id: of?.id ?? null, kind, parent, statement })}
      labels={{ statement: t('statement'), parent: t('parent') }}
      onClose={onClose}
    >
      {kind === 'output' && (
        <Select
          label={t('parent')}
          name="parent"
          options={options}
          value={parent ?? NONE}
          onChange={(id) => setParent(id === NONE ? null : id)}
        />
      )}
      <WrittenField
        label={t('statement')}
        name="statement"
        isRequired
        multiline
        rows={3}
        maxLength={500}
        value={statement}
        onChange={setStatement}
      />
    </ChainDialog>
  )
}
