import { useState } from 'react'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { SaveDialog, useSaving } from '../../particulars/web/save-dialog.tsx'
import { saveTotal, type TotalOf } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { FIGURES, type Figure } from '../rules.ts'

/** Which figure the record is a total of. */
export function TotalDialog({ of, onClose }: { of: TotalOf; onClose: () => void }) {
  const t = useTexts(texts)
  const [figure, setFigure] = useState<Figure | null>(of.total?.figure ?? null)
  const save = useSaving(saveTotal, onClose)
  return (
    <SaveDialog
      title={t('total')}
      of={save}
      labels={{ figure: t('total.of') }}
      onSave={() => save.mutate({ id: of.id, version: of.version, figure })}
      onClose={onClose}
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
    </SaveDialog>
  )
}
