import { useTexts } from '../../../platform/ui/language.tsx'
import { Dialog } from '../../../platform/ui/overlays/dialog.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { listVersions } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Kind } from '../rules.ts'
import css from './safeguards.module.css'
import { VersionFacts } from './version-facts.tsx'

type VersionsDialogProps = { programme: string; kind: Kind; onClose: () => void }

/** All versions of a check, the last first. */
export function VersionsDialog({ programme, kind, onClose }: VersionsDialogProps) {
  const t = useTexts(texts)
  const versions = useEndpoint(listVersions, { programme, kind })
  return (
    <Dialog title={t('versions.title', { kind: t(`kind.${kind}`) })} isOpen onOpenChange={onClose}>
      <Answer of={versions} shape="list">
        {({ items }) => (
          <ol className={css.versions}>
            {items.map((version) => (
              <li key={version.id}>
                <VersionFacts of={version} />
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Dialog>
  )
}
