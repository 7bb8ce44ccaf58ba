import type { ReactNode } from 'react'
import { Link as RouterLink } from 'wouter'
import { useKitTexts } from '../language.tsx'
import { Icon } from './icon.tsx'
import css from './link.module.css'

type LinkProps = { href: string; children: ReactNode; lang?: string; quiet?: boolean }

/** A link within Concord, or to the outside: those are marked, and learn nothing about where the reader comes from. */
export function Link({ href, children, lang, quiet }: LinkProps) {
  const t = useKitTexts()
  const look = quiet ? css.quiet : undefined
  if (!/^(https?:|mailto:)/.test(href))
    return (
      <RouterLink href={href} className={look} lang={lang}>
        {children}
      </RouterLink>
    )
  return (
    <a href={href} rel="noopener noreferrer external" className={look} lang={lang}>
      {children}
      {href.startsWith('http') && <Icon name="external" label={t('link.outside')} className={css.outside} />}
    </a>
  )
}
