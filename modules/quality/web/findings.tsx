import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import type { Finding } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './quality.module.css'

/** Parts of the record's own page; all else is mended in its form. */
const ON_PAGE = ['attendance', 'results', 'sdgs']

export const hrefOfRecord = ({ kind, id }: { kind: 'programme' | 'activity'; id: string }): string =>
  kind === 'programme' ? `/programmes/${id}` : `/programmes/activities/${id}`

type FindingsProps = { of: { kind: 'programme' | 'activity'; id: string; findings: readonly Finding[] } }

/** What is missing, each a way to where it is mended. */
export function Findings({ of }: FindingsProps) {
  const t = useTexts(texts)
  const record = hrefOfRecord(of)
  return (
    <ul className={css.findings}>
      {of.findings.map(({ check, grade, field }) => (
        <li key={check}>
          <Badge tone={grade === 'must' ? 'warn' : 'neutral'}>{t(`grade.${grade}`)}</Badge>{' '}
          <Link href={ON_PAGE.includes(field) ? `${record}#${field}` : `${record}/edit`}>{t(`check.${check}`)}</Link>
        </li>
      ))}
    </ul>
  )
}
