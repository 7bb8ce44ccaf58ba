import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { saveTotal, type TotalOf } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { FIGURES, type Figure } from '../rules.ts'

/** Which figure the record is a total of. */
export function TotalDialog({ of, onClose }: { of: TotalOf; onClose: () => void }) {
  const t = useTexts(texts)
  const [figure, setFigure] = useState<Figure | null>(of.total?.figure ?? null)
  const save = useAction(saveTotal, {
    onDone: () => {
      toast(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('total')} isOpen onOpenChange={onClose} isFirm>
      <Form
        onSubmit={() => save.mutate({ id: of.id, version: of.version, figure })}
        error={save.error}
        labels={{ figure: t('total.of') }}
      >
        <Select
          label={t('total.of')}
          name="figure"
          value={figure ?? 'none'}
          options={[
            { id: 'none', label: t('total.none') },
            ...FIGURES.map((id) => ({ id, label: t(`figure.${id}`), description: t(`definition.${id}`) })),
          ]}
          onChange={(id) => setFigure(FIGURES.find((one) => one === id) ?? null)}
        />
        <FormActions>
          <Button type="submit" kind="filled" isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
