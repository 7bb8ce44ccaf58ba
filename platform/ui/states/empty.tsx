import type { ReactNode } from 'react'
import type { IconName } from '../controls/icon.tsx'
import { State } from './state.tsx'

type EmptyProps = {
  /** What is not there yet: "No programmes yet". */
  title: string
  /** Teaches the first step, or names the filter that hides everything. */
  children?: ReactNode
  action?: ReactNode
  icon?: IconName
}

/** Nothing yet. */
export function Empty({ icon = 'plus', ...props }: EmptyProps) {
  return <State icon={icon} {...props} />
}
