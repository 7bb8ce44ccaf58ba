import type { ReactNode } from 'react'
import { Form, FormActions } from '../controls/form.tsx'
import { DraftFound, DraftMark } from './draft-mark.tsx'
import type { Writing } from './use-writing.ts'

type DraftFormProps = {
  of: Pick<Writing<never>, 'send' | 'error'> & { draft: Parameters<typeof DraftMark>[0]['draft'] }
  /** Names of the fields, for the summary of what is to be mended: path to label. */
  labels: Readonly<Record<string, string>>
  /** The buttons, beside which it says where the words are. */
  actions: ReactNode
  children: ReactNode
}

/** A form whose words are kept as they are written. */
export function DraftForm({ of: { draft, send, error }, labels, actions, children }: DraftFormProps) {
  return (
    <Form onSubmit={send} error={error} labels={labels}>
      <DraftFound draft={draft} />
      {children}
      <FormActions draft={<DraftMark draft={draft} />}>{actions}</FormActions>
    </Form>
  )
}
