import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { TextField } from '../../ui/controls/text-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { changeView, type SavedView } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { SharedChoice } from './shared-choice.tsx'
import css from './views.module.css'

type EditViewProps = { view: SavedView; query: string; onClose: () => void }

/** Name, sharing, and what a view shows. */
export function EditView({ view, query, onClose }: EditViewProps) {
  const t = useTexts(texts)
  const [name, setName] = useState(view.name)
  const [shared, setShared] = useState(view.shared)
  const [isRenewed, setRenewed] = useState(false)
  const change = useAction(changeView, {
    onDone: () => {
      toast(t('changed'))
      onClose()
    },
  })
  return (
    <div className={css.part}>
      <Form
        onSubmit={() => change.mutate({ id: view.id, name, shared, ...(isRenewed && { query }) })}
        error={change.error}
        labels={{ name: t('name') }}
      >
        <TextField label={t('name')} name="name" value={name} onChange={setName} maxLength={60} isRequired />
        <SharedChoice value={shared} onChange={setShared} />
        {query !== '' && query !== view.query && (
          <Checkbox name="query" isSelected={isRenewed} onChange={setRenewed}>
            {t('update')}
          </Checkbox>
        )}
        <FormActions>
          <Button type="submit" kind="filled" isDisabled={name.trim() === ''} isPending={change.isPending}>
            {t('rename.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </div>
  )
}
