import { Suspense, useState } from 'react'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { PillarMarks } from '../../../platform/ui/marks/pillar-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type GroupRow, listGroups } from '../contract/groups.ts'
import type { GroupRole } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { asOnPart, dayIn } from './as-on.ts'
import css from './directory.module.css'
import { hrefOfGroup } from './hrefs.ts'
import { MemberName } from './member-name.tsx'
import { Unconfirmed } from './period.tsx'

const NewGroup = later(() => import('./group-form.tsx').then((m) => m.NewGroup))

const ADDRESS = { on: text() }
const PILLARS: Readonly<Record<string, 1 | 2 | 3 | 4>> = { I: 1, II: 2, III: 3, IV: 4 }

/** The Compact and its working groups, and who leads them on a day. */
export function GroupList() {
  const t = useTexts(texts)
  const { day } = useFormats()
  const [{ on }, setView] = useAddress(ADDRESS)
  const groups = useEndpoint(listGroups, dayIn(on), { keep: true })
  const mayKeep = useMay()('directory:administer')
  const [isNew, setNew] = useState(false)
  return (
    <ListPage
      title={t('groups')}
      lead={t('groups.lead')}
      actions={
        mayKeep && (
          <Button kind="filled" icon="plus" onPress={() => setNew(true)}>
            {t('group.new')}
          </Button>
        )
      }
      filters={
        <FilterSentence
          sentence={t('groups.filter', holes('on'))}
          parts={{ on: asOnPart(t, day, on, (next) => setView({ on: next })) }}
        />
      }
    >
      <Answer of={groups} shape="table" rows={9}>
        {({ items }) => (
          <SmallTable
            label={t('groups')}
            rows={items}
            rowId={(g) => g.id}
            rowHref={(g) => `${hrefOfGroup(g)}${on ? `?on=${on}` : ''}`}
            columns={[
              { id: 'name', title: t('name'), width: 'wide', cell: (g) => <GroupName of={g} /> },
              { id: 'pillars', title: t('pillars'), cell: (g) => <Pillars of={g.pillars} /> },
              { id: 'chair', title: t('role.chair'), cell: (g) => <Leaders of={g} as="chair" /> },
              { id: 'vice', title: t('role.vice_chair'), cell: (g) => <Leaders of={g} as="vice_chair" /> },
              { id: 'members', title: t('groups.members'), cell: (g) => <Count of={g} /> },
            ]}
          />
        )}
      </Answer>
      <Suspense>{isNew && <NewGroup onClose={() => setNew(false)} />}</Suspense>
    </ListPage>
  )
}

/** What kind of group it is stands beside those that are no working group of the Compact. */
function GroupName({ of }: { of: GroupRow }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  return (
    <>
      <WrittenText of={of.name} quiet />
      {(of.kind === 'sub_group' || of.kind === 'ad_hoc') && (
        <span className={css.note}>
          {' '}
          {t(`group.${of.kind}`)}
          {of.kind === 'sub_group' && of.parent && ` · ${of.parent.name.text}`}
        </span>
      )}
      {of.invented && (
        <>
          {' '}
          <Badge tone="warn">{t('people.invented')}</Badge>
        </>
      )}
      {of.dissolvedOn && <span className={css.note}> {t('group.dissolved', { on: day(of.dissolvedOn) })}</span>}
    </>
  )
}

const Pillars = ({ of }: { of: readonly string[] }) =>
  of.length > 0 && <PillarMarks pillars={of.flatMap((code) => PILLARS[code] ?? [])} />

/** Organisations whose membership a source confirms, and how many more are named without one. */
function Count({ of }: { of: GroupRow }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  return (
    <>
      {number(of.members + of.observers)}
      {of.unconfirmed > 0 && <span className={css.note}> {t('groups.unconfirmed', { count: of.unconfirmed })}</span>}
    </>
  )
}

function Leaders({ of, as }: { of: GroupRow; as: GroupRole }) {
  const leaders = of.leaders.filter((m) => m.role === as)
  if (leaders.length === 0) return null
  return (
    <ul className={css.plain}>
      {leaders.map((member) => (
        <li key={member.id}>
          <MemberName of={member} isShort /> {!member.confirmed && <Unconfirmed />}
        </li>
      ))}
    </ul>
  )
}
