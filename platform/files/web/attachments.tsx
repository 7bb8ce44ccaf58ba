import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { hrefOf } from '../../ui/asking.ts'
import { Button, IconButton } from '../../ui/controls/button.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import { useTexts } from '../../ui/language.tsx'
import { AlertDialog } from '../../ui/overlays/alert-dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { SmallTable } from '../../ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { type Attachment, downloadFile, listAttachments, removeAttachment } from '../contract.ts'
import { EXTENSIONS } from '../kinds.ts'
import { LARGEST } from '../limits.ts'
import { texts } from '../locales/index.ts'
import css from './attachments.module.css'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './use-uploads.ts'

/** What is attached to a record: part of its page. Who contributes to the record also attaches and removes. */
export function Attachments({ record }: { record: string }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const answer = useEndpoint(listAttachments, { record })
  const { uploads, add, again, forget } = useUploads(record, (names) =>
    toast(t('files.added', { count: names.length, name: names[0]! })),
  )
  const mayChange = answer.data?.head.mine === 'contribute'
  return (
    <Section
      title={t('files.title')}
      id="attachments"
      {...(answer.data && answer.data.total > 0 && { count: number(answer.data.total) })}
      actions={
        mayChange && (
          <FileTrigger
            allowsMultiple
            acceptedFileTypes={EXTENSIONS.map((extension) => `.${extension}`)}
            onSelect={(files) => add([...(files ?? [])])}
          >
            <Button size="small" icon="upload">
              {t('files.add')}
            </Button>
          </FileTrigger>
        )
      }
    >
      {mayChange && <p className={css.kinds}>{t('files.kinds', { megabytes: LARGEST / 1_000_000 })}</p>}
      <UploadList uploads={uploads} onAgain={again} onForget={forget} />
      <Answer of={answer} shape="table" rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.none}>{t('files.none')}</p>
          ) : (
            <AttachmentTable items={items} mayChange={mayChange} />
          )
        }
      </Answer>
    </Section>
  )
}

function AttachmentTable({ items, mayChange }: { items: readonly Attachment[]; mayChange: boolean }) {
  const t = useTexts(texts)
  const { bytes, moment } = useFormats()
  const [removing, setRemoving] = useState<Attachment>()
  return (
    <>
      <SmallTable
        label={t('files.title')}
        rows={items}
        rowId={({ id }) => id}
        columns={[
          { id: 'name', title: t('files.name'), width: 'wide', cell: (file) => <FileLink file={file} /> },
          { id: 'size', title: t('files.size'), align: 'end', cell: ({ size }) => bytes(size) },
          { id: 'at', title: t('files.at'), cell: ({ at }) => moment(at) },
          { id: 'by', title: t('files.by'), cell: ({ by }) => <bdi>{by ?? '–'}</bdi>, phone: 'hide' },
          ...(mayChange
            ? [
                {
                  id: 'remove',
                  title: t('files.acts'),
                  align: 'end' as const,
                  cell: (file: Attachment) => (
                    <IconButton
                      icon="delete"
                      size="small"
                      label={t('files.remove', { name: file.name })}
                      onPress={() => setRemoving(file)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {removing && <RemoveFile file={removing} onClose={() => setRemoving(undefined)} />}
    </>
  )
}

function FileLink({ file: { id, name } }: { file: Attachment }) {
  return (
    <a href={hrefOf(downloadFile, { id })} download={name} className={css.file}>
      <Icon name="file" />
      <bdi>{name}</bdi>
    </a>
  )
}

function RemoveFile({ file: { id, name }, onClose }: { file: Attachment; onClose: () => void }) {
  const t = useTexts(texts)
  const remove = useAction(removeAttachment, {
    onDone: () => {
      toast(t('files.removed', { name }))
      onClose()
    },
  })
  return (
    <AlertDialog
      title={t('files.remove_title')}
      confirm={t('files.remove_confirm')}
      isDanger
      isOpen
      isPending={remove.isPending}
      onOpenChange={onClose}
      onConfirm={() => remove.mutate({ id })}
    >
      <p>{t('files.remove_text', { name })}</p>
      {remove.error && <p role="alert">{remove.error.message}</p>}
    </AlertDialog>
  )
}
