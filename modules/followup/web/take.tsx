import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { hrefOf } from '../../../platform/ui/asking.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { downloadGroups } from '../../../platform/ui/table/table-tools.tsx'
import { exportRecommendations } from '../../recommendations/contract.ts'
import { exportBoard } from '../contract.ts'
import { texts } from '../locales/index.ts'
import type { Grouping } from '../rules.ts'
import type { inputOf } from './view.ts'

type TakeProps = { by: Grouping; input: ReturnType<typeof inputOf> }

/** The board to print, as PDF, as Word; its recommendations as a list. */
export function Take({ by, input }: TakeProps) {
  const t = useTexts(texts)
  // A link says nothing of the reader's language: the file is asked for in that of the page.
  const language = useLanguage()
  const as = (format: 'pdf' | 'docx') => () =>
    window.location.assign(hrefOf(exportBoard, { ...input, by, format, language }))
  return (
    <Menu
      label={t('take')}
      trigger={<Button icon="download">{t('take')}</Button>}
      groups={[
        {
          id: 'document',
          heading: t('take.document'),
          entries: [
            { id: 'pdf', label: t('take.pdf'), icon: 'download', onAction: as('pdf') },
            { id: 'docx', label: t('take.docx'), icon: 'download', onAction: as('docx') },
            { id: 'print', label: t('take.print'), icon: 'print', onAction: () => window.print() },
          ],
        },
        ...downloadGroups(filesOf(exportRecommendations, input, t('take.list'))),
      ]}
    />
  )
}
