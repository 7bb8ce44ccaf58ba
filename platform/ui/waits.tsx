import type { ReactNode } from 'react'
import { ButtonLink } from './controls/button.tsx'
import css from './waits.module.css'

type WaitsProps = {
  /** Where it is done, and the words of the button that leads there. */
  href: string
  go: string
  children: ReactNode
}

/** On the home page: what waits for the reader, in a sentence. */
export function Waits({ href, go, children }: WaitsProps) {
  return (
    <div className={css.waits}>
      <p>{children}</p>
      <ButtonLink size="small" href={href}>
        {go}
      </ButtonLink>
    </div>
  )
}
