import { useState } from 'react'
import { show } from '../../../platform/text.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { ComboBox } from '../../../platform/ui/controls/combo-box.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import type { Option } from '../../../platform/ui/controls/option.ts'
import { RadioGroup } from '../../../platform/ui/controls/radio-group.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listTwins, previewMerge, proposeMerge } from '../contract/merging.ts'
import type { OrganisationRecord } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { MergePreview } from './merge-preview.tsx'
import { useOrganisationSearch } from './organisation-search.ts'
import { TwinList } from './twin-list.tsx'

/** From one entry: choose its other, which of the two stays, see what follows, propose. */
export function MergeOrganisation({ of, onClose }: { of: OrganisationRecord; onClose: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const search = useOrganisationSearch(false)
  const twins = useEndpoint(listTwins, { code: of.code })
  const [other, setOther] = useState<Option | null>(null)
  const [goes, setGoes] = useState(of.code)
  const me: Option = { id: of.code, label: show(of.names, language).text }
  return (
    <Dialog
      title={`${t('merge')}: ${me.label}`}
      isOpen
      onOpenChange={onClose}
      size="large"
      isFirm
      actions={<Button onPress={onClose}>{t('back')}</Button>}
    >
      <ComboBox
        label={t('merge.other')}
        search={async (q, signal) => (await search(q, signal)).filter((o) => o.id !== of.code)}
        value={other}
        onChange={setOther}
      />
      {!other && (
        <Answer of={twins} rows={2}>
          {({ items }) => (
            <TwinList
              of={items}
              onCompare={({ entry, twin }) => {
                const found = entry.code === of.code ? twin : entry
                setOther({ id: found.code, label: found.name.text, description: found.code })
                setGoes(entry.code)
              }}
            />
          )}
        </Answer>
      )}
      {other && (
        <>
          <RadioGroup
            label={t('merge.which')}
            options={[me, other].map((o) => ({ id: o.id, label: o.label, description: o.id }))}
            value={goes === of.code ? other.id : of.code}
            onChange={(stays) => setGoes(stays === of.code ? other.id : of.code)}
          />
          <Propose
            key={`${goes} ${other.id}`}
            absorbed={goes === of.code ? of.code : other.id}
            kept={goes === of.code ? other.id : of.code}
            onClose={onClose}
          />
        </>
      )}
    </Dialog>
  )
}

/** What follows if the one is merged into the other, and the proposal. */
export function Propose({ absorbed, kept, onClose }: { absorbed: string; kept: string; onClose: () => void }) {
  const t = useTexts(texts)
  const preview = useEndpoint(previewMerge, { absorbed, kept })
  const [request] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const propose = useAction(proposeMerge, {
    onDone: () => {
      onClose()
      toast(t('merge.propose_done'))
    },
  })
  return (
    <Answer of={preview} shape="table" rows={5}>
      {(sides) => (
        <div className={css.compared}>
          <MergePreview of={sides} />
          {sides.refusal === null && (
            <Form
              error={propose.error}
              labels={{ reason: t('merge.reason') }}
              onSubmit={() => propose.mutate({ request, absorbed, kept, reason })}
            >
              <TextArea
                name="reason"
                label={t('merge.reason')}
                maxLength={500}
                value={reason}
                onChange={setReason}
                isRequired
              />
              <FormActions>
                <Button type="submit" kind="filled" isPending={propose.isPending} isDisabled={reason.trim().length < 3}>
                  {t('merge.propose')}
                </Button>
              </FormActions>
            </Form>
          )}
        </div>
      )}
    </Answer>
  )
}
