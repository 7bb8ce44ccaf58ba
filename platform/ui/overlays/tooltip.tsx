import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import css from './tooltip.module.css'

type TooltipProps = { text: string; children: ReactElement; placement?: 'top' | 'bottom' | 'start' | 'end' }

/** Words for a drawing, on hover and on focus. Never the only place where something is said. */
export function Tooltip({ text, children, placement = 'top' }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={css.tooltip!}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
