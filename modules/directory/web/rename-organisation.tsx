import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { renameOrganisation } from '../contract/keeping.ts'
import type { OrganisationRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** A new name from a day on; the old one stays for the time before. */
export function RenameOrganisation({ of, onClose }: { of: OrganisationRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [names, setNames] = useState(of.names)
  const [formal, setFormal] = useState(of.formal ?? emptyWritten(language))
  const [from, setFrom] = useState<DateWithPrecision | null>(null)
  const rename = useAction(renameOrganisation, {
    onDone: () => {
      onClose()
      toast(t('rename.done'))
    },
  })
  const labels = { names: t('name'), formal: t('name.formal'), from: t('from') }
  const submit = () => {
    if (!from) return
    const hasFormal = Object.values(formal.texts).some((text) => text !== '')
    rename.mutate({ id: of.id, version: of.version, names, formal: hasFormal ? formal : null, from: from.date })
  }
  return (
    <Dialog
      title={t('rename')}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('back')}</Button>}
    >
      <Form error={rename.error} labels={labels} onSubmit={submit}>
        <WrittenField name="names" label={labels.names} value={names} onChange={setNames} maxLength={300} isRequired />
        <WrittenField name="formal" label={labels.formal} value={formal} onChange={setFormal} maxLength={300} />
        <DateField
          name="from"
          label={labels.from}
          description={t('rename.note')}
          precisions={['day']}
          value={from}
          onChange={setFrom}
          isRequired
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={rename.isPending} isDisabled={from === null}>
            {t('rename')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
