import { Link } from '../../ui/controls/link.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { Waits } from '../../ui/waits.tsx'
import { verify } from '../contract.ts'
import css from './audit.module.css'
import { useAuditTexts } from './words.ts'

/** On the auditor's home page: up to where the trail is sealed. Whether the seals hold, a press of the button finds out. */
export function SealsWait() {
  const t = useAuditTexts()
  const { number, ago } = useFormats()
  // From beyond the last line: nothing is verified, and the last seal is told.
  const { data } = useEndpoint(verify, { from: Number.MAX_SAFE_INTEGER, blocks: 1 })
  if (!data) return null
  const { last, unsealed } = data
  return (
    <Waits href="/audit" go={t('seals.verify')}>
      {last ? t('home.sealed', { to: number(last.to), ago: ago(last.sealedAt) }) : t('seals.none')}{' '}
      {t('seals.unsealed', { count: unsealed })}
    </Waits>
  )
}

const QUESTIONS = [
  ['home.refused_sign_in', 'access.sign_in', 'refused'],
  ['home.refused_codes', 'access.sign_in_code', 'refused'],
  ['home.people', 'persons', 'all'],
  ['home.roles', 'memberships', 'all'],
  ['home.emergencies', 'emergency', 'all'],
] as const

/** On the auditor's home page: what is mostly looked for in the trail. Nothing of it is read before a purpose is given. */
export function TrailQuestions() {
  const t = useAuditTexts()
  return (
    <section aria-label={t('home.look')}>
      <h3>{t('home.look')}</h3>
      <ul className={css.questions}>
        {QUESTIONS.map(([key, part, outcome]) => (
          <li key={key}>
            <Link href={`/audit?${new URLSearchParams({ part, ...(outcome !== 'all' && { outcome }) })}`}>
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
