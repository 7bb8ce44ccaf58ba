import { useState } from 'react'
import { show } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { recordDeparture, recordReturn } from '../contract/keeping.ts'
import type { OrganisationRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** Records that an organisation leaves or, when it has left, that it takes part again. */
export function Departure({ of, onClose }: { of: OrganisationRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { today } = useSession()
  const [on, setOn] = useState<DateWithPrecision | null>({ date: today, precision: 'day' })
  const hasLeft = of.participation.until !== null
  const verb = hasLeft ? 'rejoin' : 'leave'
  const record = useAction(hasLeft ? recordReturn : recordDeparture, {
    onDone: () => {
      onClose()
      toast(t(`${verb}.done`))
    },
  })
  return (
    <Dialog title={`${t(verb)}: ${show(of.names, language).text}`} isOpen onOpenChange={onClose} size="small">
      <Form
        error={record.error}
        labels={{ on: t('on') }}
        onSubmit={() => on && record.mutate({ id: of.id, version: of.version, on: on.date })}
      >
        <p>{t(`${verb}.note`)}</p>
        <DateField name="on" label={t('on')} precisions={['day']} value={on} onChange={setOn} isRequired />
        <FormActions>
          <Button
            type="submit"
            kind={hasLeft ? 'filled' : 'danger'}
            isPending={record.isPending}
            isDisabled={on === null}
          >
            {t(verb)}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
