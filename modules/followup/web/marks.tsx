import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { LevelMark } from '../../../platform/ui/marks/level-mark.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { FormMark, StatusMark, UnofficialMark } from '../../recommendations/web/marks.tsx'
import type { BoardRow, Group } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { type Grouping, labelOf } from '../rules.ts'
import css from './followup.module.css'

export function GroupName({ by, of: { key, name } }: { by: Grouping; of: Pick<Group, 'key' | 'name'> }) {
  const t = useTexts(texts)
  return name ? <WrittenText of={name} quiet /> : t(labelOf(by, key))
}

/** On paper: as strict as the strictest of these rows. */
export function PrintedLevel({ of }: { of: readonly Pick<BoardRow, 'head'>[] }) {
  return (
    <p className="only-print">
      <LevelMark level={Math.max(0, ...of.map(({ head }) => head.level))} />
    </p>
  )
}

/** Columns of these rows of the board; what all of them have in common, or none of them has, is left out. */
export function useColumns(by: Grouping | null, rows: readonly BoardRow[] = []) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const states = {
    id: 'state',
    title: t('label.states'),
    cell: ({ states, addressees }: BoardRow) =>
      states.length > 0
        ? states.map(({ name }) => name.text).join(' · ')
        : addressees.map((one) => t(`addressee.${one}`)).join(' · '),
  }
  const leads = {
    id: 'leads',
    title: t('label.leads'),
    cell: ({ leads }: BoardRow) => leads.map(({ code }) => code).join(' · '),
  }
  const due = {
    id: 'due',
    title: t('label.due'),
    width: 'date' as const,
    cell: ({ dueOn, isOverdue }: BoardRow) => (
      <>
        {dueOn && day(dueOn)}{' '}
        {isOverdue && (
          <Badge tone="bad" icon="clock">
            {t('overdue')}
          </Badge>
        )}
      </>
    ),
  }
  return [
    {
      id: 'title',
      title: t('label.title'),
      width: 'wide' as const,
      cell: ({ title, unofficial, form, head }: BoardRow) => (
        <>
          <WrittenText of={title} quiet /> <FormMark of={form} /> <UnofficialMark of={{ title, unofficial }} />{' '}
          {head.invented && <Badge tone="warn">{t('invented')}</Badge>}
        </>
      ),
    },
    ...(by === 'state' ? [] : [states]),
    { id: 'from', title: t('label.originator'), cell: ({ originator }: BoardRow) => originator.code },
    ...(by === 'lead' || rows.every((row) => row.leads.length === 0) ? [] : [leads]),
    ...(rows.every((row) => row.dueOn === null) ? [] : [due]),
    {
      id: 'status',
      title: t('label.status'),
      cell: ({ status, statusOn, need }: BoardRow) =>
        status === null ? (
          need && t(`need.${need}`)
        ) : (
          <>
            <StatusMark of={status} />{' '}
            {statusOn && status !== 'not_started' && (
              <span className={css.quiet}>{t('since', { date: day(statusOn) })}</span>
            )}
          </>
        ),
    },
    { id: 'followed', title: t('label.followed'), cell: (row: BoardRow) => <Followed of={row} /> },
  ]
}

/** What came of it beside its status: the State's view, the management response and its actions, the uptake. */
function Followed({ of }: { of: BoardRow }) {
  const t = useTexts(texts)
  const { kind, form, view, acceptance, answered, actions, uptake } = of
  const said = [
    view && t(`view.${view}`),
    acceptance && t(`acceptance.${acceptance}`),
    answered !== null && t(answered ? 'response.given' : 'response.none'),
    actions.total > 0 && t('actions.done', actions),
    kind === 'report' &&
      form !== 'need' &&
      (uptake.length > 0 ? t('uptake', { where: uptake.join(' · ') }) : t('uptake.none')),
  ].filter((one) => typeof one === 'string')
  return (
    <>
      {said.join(' · ')}{' '}
      {actions.overdue > 0 && <Badge tone="bad">{t('actions.overdue', { count: actions.overdue })}</Badge>}
    </>
  )
}
