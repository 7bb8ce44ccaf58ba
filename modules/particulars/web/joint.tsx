import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { hrefOfOrganisation } from '../../directory/web/hrefs.ts'
import type { Particulars } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './particulars.module.css'

/** Who leads and who participates, and what each does. */
export function Joint({ of }: { of: NonNullable<Particulars['joint']> }) {
  const t = useTexts(texts)
  if (!of.isJoint && of.parts.every(({ does }) => does === null)) return <p className={css.none}>{t('joint.none')}</p>
  return (
    <SmallTable
      label={t('joint.roles')}
      rows={of.parts}
      rowId={({ organisation }) => organisation.id}
      columns={[
        {
          id: 'organisation',
          title: t('joint.organisation'),
          cell: ({ organisation }) => (
            <Link href={hrefOfOrganisation(organisation)}>
              <bdi lang={organisation.name.language}>{organisation.name.text}</bdi>
            </Link>
          ),
        },
        {
          id: 'role',
          title: t('joint.role'),
          cell: ({ role }) => <Badge tone={role === 'lead' ? 'accent' : 'neutral'}>{t(`role.${role}`)}</Badge>,
        },
        {
          id: 'does',
          title: t('joint.does'),
          width: 'wide',
          cell: ({ does }) => does && <WrittenText of={does} quiet />,
        },
      ]}
    />
  )
}
