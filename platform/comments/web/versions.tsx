import { useTexts } from '../../ui/language.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { Timeline } from '../../ui/records/timeline.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listVersions } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Words } from './words.tsx'

/** All that a comment said, the latest first. */
export function Versions({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const versions = useEndpoint(listVersions, { id })
  return (
    <Dialog title={t('versions')} isOpen onOpenChange={onClose}>
      <Answer of={versions} rows={3}>
        {({ items, mentioned }) => (
          <Timeline
            label={t('versions')}
            items={items.map((version, i) => ({
              id: String(version.version),
              at: version.at,
              title: t(i === 0 ? 'version.now' : 'version.before'),
              body: <Words of={version} mentioned={mentioned} />,
            }))}
          />
        )}
      </Answer>
    </Dialog>
  )
}
