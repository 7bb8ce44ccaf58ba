import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { share } from '../contract.ts'
import { type AudienceDraft, toShares } from './audience-draft.ts'
import { AudienceEditor } from './audience-editor.tsx'
import { useRecordTexts } from './words.ts'

type ShareFormProps = { records: readonly string[]; level: number; keepOut?: boolean; onDone?: () => void }

/** Adds lines to the audience of records of the own organisation; or keeps own people out of one that was received. */
export function ShareForm({ records, level, keepOut = false, onDone }: ShareFormProps) {
  const t = useRecordTexts()
  const [draft, setDraft] = useState<AudienceDraft>([])
  const [request, setRequest] = useState(() => crypto.randomUUID())
  const act = useAction(share, {
    onDone: () => {
      setDraft([])
      setRequest(crypto.randomUUID())
      toast(t('audience.saved'))
      onDone?.()
    },
  })
  return (
    <Form onSubmit={() => act.mutate({ ids: [...records], audience: toShares(draft), request })} error={act.error}>
      <AudienceEditor value={draft} onChange={setDraft} level={level} keepOut={keepOut} />
      {draft.length > 0 && (
        <FormActions>
          <Button type="submit" kind="filled" isPending={act.isPending}>
            {keepOut ? t('gives.deny') : t('audience.share_with', { count: draft.length })}
          </Button>
        </FormActions>
      )}
    </Form>
  )
}
