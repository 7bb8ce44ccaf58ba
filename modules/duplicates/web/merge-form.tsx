import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Form, FormActions } from '../../../platform/ui/controls/form.tsx'
import { TextArea } from '../../../platform/ui/controls/text-area.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { useAction } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { mergeRecords } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Follows } from './follows.tsx'

type Seen = { id: string; version: number }
type MergeFormProps = {
  kept: Seen
  other: Seen
  taken: readonly string[]
  originators: readonly string[]
  onDone: (isDone: boolean) => void
}

/** What follows from the merge, why, and the act; where another originator has a say, it is asked. */
export function MergeForm({ kept, other, taken, originators, onDone }: MergeFormProps) {
  const t = useTexts(texts)
  const { list } = useFormats()
  const own = useSession().person?.organisation?.code
  const [request] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const asked = [...new Set(originators.filter((code) => code !== own))]
  const who = list(asked)
  const act = useAction(mergeRecords, {
    onDone: ({ state }) => {
      toast(state === 'done' ? t('merge.done') : t('merge.asked', { who }))
      onDone(state === 'done')
    },
  })
  return (
    <Form
      error={act.error}
      labels={{ reason: t('merge.reason') }}
      onSubmit={() => act.mutate({ request, kept, other, take: [...taken], reason: reason.trim() })}
    >
      <Follows taken={taken.length} />
      <TextArea
        name="reason"
        label={t('merge.reason')}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        isRequired
      />
      <FormActions>
        <Button type="submit" kind="filled" isPending={act.isPending} isDisabled={reason.trim().length < 3}>
          {asked.length > 0 ? t('merge.ask', { who }) : t('merge')}
        </Button>
      </FormActions>
    </Form>
  )
}
