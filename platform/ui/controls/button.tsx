import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link as RouterLink } from 'wouter'
import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import { Tooltip } from '../overlays/tooltip.tsx'
import css from './button.module.css'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** The one most likely on a page is `filled`, the others `outlined`; `quiet` inside tables and bars. */
  kind?: 'outlined' | 'filled' | 'quiet' | 'danger'
  size?: 'small'
  icon?: IconName
}

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & Look & { children: ReactNode }

/** A verb with its object: "Share with UNODC". While `isPending` it keeps its width and says that it works. */
export function Button({ kind = 'outlined', size, icon, children, ...props }: ButtonProps) {
  const t = useKitTexts()
  return (
    <AriaButton {...props} className={look(kind, size)}>
      {icon && <Icon name={icon} />}
      <span className={css.words}>{children}</span>
      {props.isPending && (
        <span className={css.working}>
          <span className={css.dots} aria-hidden="true" />
          <span className="for-screen-readers">{t('working')}</span>
        </span>
      )}
    </AriaButton>
  )
}

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> &
  Omit<Look, 'icon'> & { icon: IconName; label: string; children?: ReactNode }

/** A drawing as a button; `label` is its name and its tooltip. */
export function IconButton({ kind = 'quiet', size, icon, label, children, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton {...props} aria-label={label} className={classes(look(kind, size), css.square)}>
        <Icon name={icon} />
        {children}
      </AriaButton>
    </Tooltip>
  )
}

/** Looks like a button, goes somewhere: a link, so that it can be opened beside. */
export function ButtonLink({
  href,
  kind = 'outlined',
  size,
  icon,
  children,
}: Look & { href: string; children: ReactNode }) {
  return (
    <RouterLink href={href} className={look(kind, size)}>
      {icon && <Icon name={icon} />}
      <span className={css.words}>{children}</span>
    </RouterLink>
  )
}

const look = (kind: NonNullable<Look['kind']>, size: Look['size']) => classes(css.button, css[kind], size && css[size])
