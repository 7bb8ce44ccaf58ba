import { useState } from 'react'
import { useGo } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { DateField } from '../../../platform/ui/controls/date-field.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { emptyWritten, WrittenField } from '../../../platform/ui/controls/written-field.tsx'
import type { DateWithPrecision } from '../../../platform/ui/formats.ts'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { addOrganisation } from '../contract/keeping.ts'
import { ORGANISATION_KINDS } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { CodeField } from './code-field.tsx'
import { useOrganisationSearch } from './organisation-search.ts'

type Kind = (typeof ORGANISATION_KINDS)[number]

/** An organisation that takes part from a day on; what it is called and belongs to may be changed later. */
export function AddOrganisation({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const go = useGo()
  const { today } = useSession()
  const [request] = useState(() => crypto.randomUUID())
  const [names, setNames] = useState(() => emptyWritten(language))
  const [acronym, setAcronym] = useState(() => emptyWritten(language))
  const [code, setCode] = useState('')
  const [kind, setKind] = useState<Kind | null>(null)
  const [partOf, setPartOf] = useState<Option | null>(null)
  const [from, setFrom] = useState<DateWithPrecision | null>({ date: today, precision: 'day' })
  const search = useOrganisationSearch(false)
  const add = useAction(addOrganisation, {
    onDone: (made) => {
      onClose()
      toast(t('entities.add_done'))
      go(`/entities/${made.code}`)
    },
  })
  const labels = {
    ...{ names: t('name'), acronym: t('acronym'), code: t('code') },
    ...{ kind: t('kind'), partOf: t('part_of'), from: t('from') },
  }
  const hasAcronym = Object.values(acronym.texts).some((text) => text !== '')
  const submit = () =>
    kind &&
    from &&
    add.mutate({
      ...{ request, code, kind, names, from: from.date },
      ...{ acronym: hasAcronym ? acronym : null, partOf: partOf?.id ?? null },
    })
  return (
    <Dialog
      title={t('entities.add')}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('back')}</Button>}
    >
      <Form error={add.error} labels={labels} onSubmit={submit}>
        <WrittenField name="names" label={labels.names} value={names} onChange={setNames} maxLength={300} isRequired />
        <WrittenField name="acronym" label={labels.acronym} value={acronym} onChange={setAcronym} maxLength={40} />
        <CodeField value={code} onChange={setCode} />
        <Select
          name="kind"
          label={labels.kind}
          options={ORGANISATION_KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))}
          value={kind}
          onChange={(id) => setKind(id as Kind)}
          isRequired
        />
        <ComboBox name="partOf" label={labels.partOf} value={partOf} onChange={setPartOf} search={search} />
        <DateField name="from" label={labels.from} precisions={['day']} value={from} onChange={setFrom} isRequired />
        <FormActions>
          <Button
            type="submit"
            kind="filled"
            isPending={add.isPending}
            isDisabled={code === '' || kind === null || from === null}
          >
            {t('entities.add')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
