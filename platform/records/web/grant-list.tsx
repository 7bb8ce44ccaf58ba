import type { ReactNode } from 'react'
import type { PrincipalKind } from '../../access/refs.ts'
import { Icon, type IconName } from '../../ui/controls/icon.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import type { GrantLine } from '../contract.ts'
import css from './records.module.css'
import { useAudienceWords, useRecordTexts } from './words.ts'

export const PRINCIPAL_ICONS: Readonly<Record<PrincipalKind, IconName>> = {
  organisation: 'organisation',
  role: 'people',
  group: 'people',
  person: 'person',
  circle: 'share',
}

type GrantListProps = { lines: readonly GrantLine[]; action?: (line: GrantLine) => ReactNode }

/** Lines of an audience: whom, what they may, on what basis, from when until when, by whom. */
export function GrantList({ lines, action }: GrantListProps) {
  const t = useRecordTexts()
  const { nameOf, endOf } = useAudienceWords()
  const { day } = useFormats()
  return (
    <ul className={css.lines}>
      {lines.map((line) => (
        <li key={line.id} className={css.line}>
          <Icon name={PRINCIPAL_ICONS[line.to.kind]} />
          <div className={css.words}>
            <p className={css.name}>
              <bdi lang={line.to.role ? undefined : line.to.name?.language}>{nameOf(line.to)}</bdi>
              {line.to.organisation && <span className={css.hint}>{line.to.organisation.name.text}</span>}
            </p>
            <p className={css.how}>
              <Badge tone={line.gives === 'deny' ? 'bad' : line.basis === 'break_glass' ? 'warn' : 'neutral'}>
                {t(`gives.${line.gives}`)}
              </Badge>
              <span>{t(`basis.${line.basis}`)}</span>
              {line.reference && <bdi className={css.reference}>{line.reference}</bdi>}
            </p>
            <p className={css.hint}>
              {line.state === 'upcoming' && <span>{`${t('audience.from')} ${day(line.from)}`}</span>}
              {line.until && <span>{t('strip.until', { date: endOf(line.until) })}</span>}
              <Given line={line} />
            </p>
          </div>
          {action?.(line)}
        </li>
      ))}
    </ul>
  )
}

function Given({ line }: { line: GrantLine }) {
  const t = useRecordTexts()
  const { day } = useFormats()
  if (line.basis === 'originator') return <span>{t('audience.line.made', { date: day(line.grantedAt) })}</span>
  if (line.withdrawnAt && line.withdrawnBy)
    return (
      <span>
        {t('audience.line.withdrawn', { name: line.withdrawnBy.name ?? t('someone'), date: day(line.withdrawnAt) })}
      </span>
    )
  const date = day(line.grantedAt)
  return (
    <span>
      {line.grantedBy
        ? t('audience.line.by', { name: line.grantedBy.name ?? t('someone'), date })
        : t('audience.line.on', { date })}
    </span>
  )
}
