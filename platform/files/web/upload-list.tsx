import { Refusal } from '../../ui/asking.ts'
import { Button, IconButton } from '../../ui/controls/button.tsx'
import { Icon } from '../../ui/controls/icon.tsx'
import { useKitTexts, useTexts } from '../../ui/language.tsx'
import { texts } from '../locales/index.ts'
import css from './attachments.module.css'
import { isWorthAnother, type Upload } from './use-uploads.ts'

type UploadListProps = {
  uploads: readonly Upload[]
  onAgain: (upload: Upload) => void
  onForget: (request: string) => void
}

/** Files on their way, and those that did not arrive, with why. */
export function UploadList({ uploads, onAgain, onForget }: UploadListProps) {
  const t = useTexts(texts)
  const kit = useKitTexts()
  return (
    <ul className={css.uploads} aria-live="polite">
      {uploads.map((upload) => (
        <li key={upload.request} data-failed={upload.error !== undefined}>
          <Icon name={upload.error === undefined ? 'upload' : 'error'} />
          {upload.error === undefined ? (
            <span className={css.words}>{t('files.adding', { name: upload.file.name })}</span>
          ) : (
            <>
              <span className={css.words}>
                <bdi>{upload.file.name}</bdi>
                <br />
                {upload.error instanceof Refusal ? upload.error.problem.title : kit('form.not_sent')}
              </span>
              {isWorthAnother(upload.error) && (
                <Button size="small" onPress={() => onAgain(upload)}>
                  {t('files.again')}
                </Button>
              )}
              <IconButton icon="close" size="small" label={kit('close')} onPress={() => onForget(upload.request)} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
