import { Link } from 'wouter'
import css from './brand.module.css'

/** What is needed and what is given, meeting: an open square and a full one. */
export function Brand() {
  return (
    <Link href="/" className={css.brand!} aria-label="Concord">
      <svg viewBox="0 0 28 28" aria-hidden="true">
        <rect className={css.needed} x="3" y="9" width="16" height="16" rx="2.5" />
        <rect className={css.given} x="10" y="3" width="15" height="15" rx="2.5" />
        <path className={css.both} d="M10 9h7.5a1.5 1.5 0 0 1 1.5 1.5V18h-7.5A1.5 1.5 0 0 1 10 16.5Z" />
      </svg>
      <span className={css.name}>Concord</span>
    </Link>
  )
}
