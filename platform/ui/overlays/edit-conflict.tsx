import { type ReactNode, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import { Badge } from '../marks/badge.tsx'
import { Dialog } from './dialog.tsx'
import css from './edit-conflict.module.css'
import { conflicting, mergeEdits, type Side } from './merge-edits.ts'

export type ConflictField<Value> = {
  key: keyof Value & string
  label: string
  show: (value: Value) => ReactNode
}

type EditConflictProps<Value> = {
  /** What the record said when the reader began, where the page still has it: then only what both changed is asked. */
  base?: Value
  mine: Value
  theirs: Value
  fields: readonly ConflictField<Value>[]
  /** "Amina Diallo, 12:03", where it is known. */
  theirsBy?: string
  /** The merged text; the page sends it with the version of `theirs`. */
  onResolve: (merged: Value) => void
  /** Back to the form: the reader's words are still in it. */
  onCancel: () => void
}

/** Someone saved the record meanwhile. Both texts side by side; field by field the reader chooses which one stays. */
export function EditConflict<Value extends object>({
  base,
  mine,
  theirs,
  fields,
  theirsBy,
  onResolve,
  onCancel,
}: EditConflictProps<Value>) {
  const t = useKitTexts()
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const open = fields.filter(({ key }) => conflicting({ base, mine, theirs }, key))
  const missing = open.filter(({ key }) => chosen[key] === undefined).length

  return (
    <Dialog
      title={t('conflict')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onCancel()}
      size="large"
      isFirm
      actions={
        <>
          <Button onPress={onCancel}>{t('conflict.back')}</Button>
          <Button
            kind="filled"
            isDisabled={missing > 0}
            onPress={() =>
              onResolve(
                mergeEdits(
                  { base, mine, theirs },
                  fields.map((f) => f.key),
                  chosen,
                ),
              )
            }
          >
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <p className={css.lead}>{t('conflict.lead', { count: open.length })}</p>
      {open.map((field) => (
        <fieldset key={field.key} className={css.field}>
          <legend className={css.label}>
            {field.label} {chosen[field.key] === undefined && <Badge tone="warn">{t('conflict.choose')}</Badge>}
          </legend>
          <div className={css.sides}>
            {(['mine', 'theirs'] as const).map((side) => (
              <label key={side} className={css.side}>
                <span className={css.head}>
                  <input
                    type="radio"
                    name={field.key}
                    checked={chosen[field.key] === side}
                    onChange={() => setChosen({ ...chosen, [field.key]: side })}
                  />
                  <Icon name={side === 'mine' ? 'edit' : 'person'} />
                  {t(`conflict.${side}`)}
                  {side === 'theirs' && theirsBy && <span className={css.by}>{theirsBy}</span>}
                </span>
                <span className={css.text} dir="auto">
                  {field.show(side === 'mine' ? mine : theirs)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p className="for-screen-readers" role="status">
        {t('conflict.left', { count: missing })}
      </p>
    </Dialog>
  )
}
