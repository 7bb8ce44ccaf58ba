import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { TextArea } from '../../ui/controls/text-area.tsx'
import { DraftFound, DraftMark } from '../../ui/drafts/draft-mark.tsx'
import { useDraft } from '../../ui/drafts/use-draft.ts'
import { useTexts } from '../../ui/language.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import type { PanelProps } from '../../ui/panels.tsx'
import { Cards } from '../../ui/records/cards.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { askAccess, listRequests } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { RequestCard } from './request-card.tsx'
import css from './requests.module.css'

const RIGHTS = ['read', 'comment', 'contribute'] as const
type Gives = (typeof RIGHTS)[number]

/** On the page of a record that the reader may only know of: the way to ask for more, and what became of it. */
export function AskAccess({ id }: PanelProps) {
  const t = useTexts(texts)
  const mine = useEndpoint(listRequests, { view: 'mine', record: id })
  return (
    <Section title={t('ask.title')} id="ask">
      <Answer of={mine} rows={2}>
        {({ items }) => (
          <>
            {!items.some(({ state }) => state === 'waiting') && <Ask record={id} />}
            {items.length > 0 && (
              <Cards>
                {items.map((request) => (
                  <RequestCard key={request.id} of={request} isBare />
                ))}
              </Cards>
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}

function Ask({ record }: { record: string }) {
  const t = useTexts(texts)
  const [isOpen, setOpen] = useState(false)
  const [request] = useState(() => crypto.randomUUID())
  const form = useDraft<{ gives: Gives; reason: string }>(`requests.ask:${record}`, { gives: 'read', reason: '' })
  const { value, set } = form
  const ask = useAction(askAccess, {
    onDone: () => {
      form.clear()
      toast(t('asked'))
    },
  })
  if (!isOpen && value.reason === '')
    return (
      <div>
        <Button kind="filled" icon="key" onPress={() => setOpen(true)}>
          {t('ask')}
        </Button>
      </div>
    )
  return (
    <Form
      onSubmit={() => ask.mutate({ record, ...value, request })}
      error={ask.error}
      labels={{ gives: t('gives'), reason: t('reason') }}
    >
      <DraftFound draft={form} />
      <p className={css.hint}>{t('ask.hint')}</p>
      <Select
        label={t('gives')}
        name="gives"
        options={RIGHTS.map((right) => ({ id: right, label: t(`gives.${right}`) }))}
        value={value.gives}
        onChange={(gives) => set((now) => ({ ...now, gives: gives as Gives }))}
      />
      <TextArea
        label={t('reason')}
        name="reason"
        description={t('reason.hint')}
        value={value.reason}
        onChange={(reason) => set((now) => ({ ...now, reason }))}
        maxLength={2000}
        isRequired
      />
      <FormActions draft={<DraftMark draft={form} />}>
        <Button type="submit" kind="filled" isPending={ask.isPending} isDisabled={value.reason.trim().length < 10}>
          {t('send')}
        </Button>
        <Button
          onPress={() => {
            form.startOver()
            setOpen(false)
          }}
        >
          {t('cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
