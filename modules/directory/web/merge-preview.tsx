import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import type { previewMerge, Side } from '../contract/merging.ts'
import { texts } from '../locales/index.ts'
import css from './directory.module.css'
import { twoNames } from './two-names.ts'

type Sides = z.output<typeof previewMerge.output>

/** Two entries side by side, what would change, and above all who would come to see what: nobody, and why. */
export function MergePreview({ of }: { of: Sides }) {
  const t = useTexts(texts)
  const { list } = useFormats()
  if (of.refusal !== null) return <p role="alert">{t(`problem.${of.refusal}` as 'problem.directory.merged')}</p>
  const { absorbed, kept } = twoNames({ absorbed: of.absorbed.organisation, kept: of.kept.organisation })
  const there = new Set(of.kept.groups.filter(inForce).map((s) => s.group.id))
  const alone = of.absorbed.groups.filter((s) => inForce(s) && !there.has(s.group.id)).map((s) => s.group.name.text)
  return (
    <div className={css.compared}>
      <SideBySide of={of} />
      <p className={css.note}>{t('merge.counts_note')}</p>
      <h3>{t('merge.sight')}</h3>
      <ul>
        <li>{t('merge.sight_nobody', { absorbed, kept })}</li>
        {alone.length > 0 && <li>{t('merge.sight_groups', { absorbed, kept, groups: list(alone) })}</li>}
        <li>{t('merge.sight_originators', { absorbed, kept })}</li>
        {of.absorbed.people > 0 && <li>{t('merge.sight_people', { absorbed, kept })}</li>}
      </ul>
      <h3>{t('merge.effects')}</h3>
      <ul>
        <li>{t('merge.effect_names', { absorbed, kept })}</li>
        <li>{t('merge.effect_records', { absorbed, kept })}</li>
        <li>{t('merge.effect_closed', { absorbed })}</li>
      </ul>
    </div>
  )
}

const inForce = ({ until, confirmed }: Side['groups'][number]): boolean => until === null && confirmed

function SideBySide({ of }: { of: Sides }) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const rows: { id: string; label: string; cell: (side: Side) => ReactNode }[] = [
    { id: 'name', label: t('name'), cell: (side) => <Names of={side} /> },
    { id: 'code', label: t('code'), cell: (side) => <bdi>{side.organisation.code}</bdi> },
    { id: 'kind', label: t('kind'), cell: (side) => t(`kind.${side.organisation.kind as 'un_entity'}`) },
    { id: 'groups', label: t('standings'), cell: (side) => <Groups of={side} /> },
    { id: 'parts', label: t('parts'), cell: (side) => <Parts of={side} /> },
    ...(['people', 'invitations', 'nominations', 'brought', 'named', 'given'] as const).map((id) => ({
      id,
      label: t(`merge.${id}`),
      cell: (side: Side) => number(side[id]),
    })),
  ]
  return (
    <SmallTable
      label={t('merge.side')}
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        { id: 'what', title: t('merge.side'), cell: (row) => row.label },
        { id: 'absorbed', title: t('merge.absorbed'), cell: (row) => row.cell(of.absorbed) },
        { id: 'kept', title: t('merge.kept'), cell: (row) => row.cell(of.kept) },
      ]}
    />
  )
}

const Names = ({ of }: { of: Side }) => (
  <ul className={css.plain}>
    {of.names.map(({ form, names, until }) => (
      <li key={`${form} ${until}`}>
        <WrittenText of={names} quiet />
      </li>
    ))}
  </ul>
)

function Groups({ of }: { of: Side }) {
  const t = useTexts(texts)
  return of.groups.length === 0 ? (
    '–'
  ) : (
    <ul className={css.plain}>
      {of.groups.map((s) => (
        <li key={s.id}>
          {s.group.name.text}, {t(`role.${s.role}`)}
        </li>
      ))}
    </ul>
  )
}

const Parts = ({ of }: { of: Side }) => of.parts.map((part) => part.name.text).join(' · ') || '–'
