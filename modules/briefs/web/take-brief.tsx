import { hrefOf } from '../../../platform/ui/asking.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { exportCountry, exportEntity } from '../contract.ts'
import { texts } from '../locales/index.ts'

/** On the page of a State: its brief, to print, as PDF, as Word. */
export const CountryBrief = ({ code }: PanelProps) => <TakeBrief of={exportCountry} code={code} />

/** Likewise on the page of an entity. */
export const EntityBrief = ({ code }: PanelProps) => <TakeBrief of={exportEntity} code={code} />

type TakeBriefProps = { of: typeof exportCountry | typeof exportEntity; code: string }

function TakeBrief({ of, code }: TakeBriefProps) {
  const t = useTexts(texts)
  // A link says nothing of the reader's language: the file is asked for in that of the page.
  const language = useLanguage()
  const as = (format: 'pdf' | 'docx') => () => window.location.assign(hrefOf(of, { code, format, language }))
  return (
    <Menu
      label={t('take')}
      trigger={<Button icon="download">{t('take')}</Button>}
      entries={[
        { id: 'pdf', label: t('take.pdf'), icon: 'download', onAction: as('pdf') },
        { id: 'docx', label: t('take.docx'), icon: 'download', onAction: as('docx') },
        { id: 'print', label: t('take.print'), icon: 'print', onAction: () => window.print() },
      ]}
    />
  )
}
