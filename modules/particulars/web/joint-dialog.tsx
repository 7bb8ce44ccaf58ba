import { useState } from 'react'
import { Switch } from '../../../platform/ui/controls/switch.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { type Particulars, saveJoint } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './particulars.module.css'
import { SaveDialog, useSaving } from './save-dialog.tsx'

type JointDialogProps = { of: Particulars; joint: NonNullable<Particulars['joint']>; onClose: () => void }

/** What each organisation that leads or participates does. */
export function JointDialog({ of, joint, onClose }: JointDialogProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [isJoint, setJoint] = useState(joint.isJoint)
  const [parts, setParts] = useState(
    joint.parts.map(({ organisation, role, does }) => ({ organisation, role, does: does ?? emptyWritten(language) })),
  )
  const save = useSaving(saveJoint, onClose)
  const label = ({ organisation, role }: (typeof parts)[number]) => `${organisation.code} · ${t(`role.${role}`)}`
  return (
    <SaveDialog
      title={t('joint.roles')}
      of={save}
      labels={Object.fromEntries(parts.map((part, n) => [`parts.${n}.does`, label(part)]))}
      onSave={() =>
        save.mutate({
          id: of.id,
          version: of.version,
          isJoint,
          parts: parts.map(({ organisation, does }) => ({ organisation: organisation.code, does })),
        })
      }
      onClose={onClose}
    >
      <Switch isSelected={isJoint} onChange={setJoint}>
        {t('joint.is')}
      </Switch>
      <p className={css.none}>{t('joint.is_note')}</p>
      {parts.map((part, n) => (
        <WrittenField
          key={part.organisation.id}
          label={label(part)}
          name={`parts.${n}.does`}
          multiline
          rows={2}
          maxLength={1000}
          value={part.does}
          onChange={(does) => setParts(parts.map((one, i) => (i === n ? { ...one, does } : one)))}
        />
      ))}
    </SaveDialog>
  )
}
