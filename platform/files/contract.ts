import { z } from 'zod'
import { endpoint, FileAnswer } from '../contract.ts'
import { RecordHead } from '../records/contract.ts'
import { LARGEST } from './limits.ts'

export const Attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Media type, by content. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  at: z.iso.datetime(),
  /** Who attached it, where the reader may know. */
  by: z.string().nullable(),
})
export type Attachment = z.output<typeof Attachment>

export const listAttachments = endpoint({
  method: 'GET',
  path: '/api/files/list',
  access: 'public',
  audit: 'files.list',
  cli: 'list',
  summary: 'What is attached to a record',
  input: z.object({ record: z.uuid() }),
  output: z.object({ head: RecordHead, items: z.array(Attachment), total: z.number().int() }),
})

export const attachFile = endpoint({
  method: 'POST',
  path: '/api/files/attach',
  access: 'signed-in',
  audit: 'files.attach',
  cli: 'attach',
  summary: 'Attach a file to a record; its body is the file',
  upload: LARGEST,
  input: z.object({ record: z.uuid(), name: z.string().min(1).max(500), request: z.uuid() }),
  output: Attachment,
})

export const downloadFile = endpoint({
  method: 'GET',
  path: '/api/files/download',
  access: 'public',
  audit: 'files.download',
  cli: 'download',
  summary: 'A file of a record',
  input: z.object({ id: z.uuid() }),
  output: FileAnswer,
})

export const removeAttachment = endpoint({
  method: 'POST',
  path: '/api/files/remove',
  access: 'signed-in',
  audit: 'files.remove',
  cli: 'remove',
  summary: 'Take a file off a record and destroy it',
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
})
