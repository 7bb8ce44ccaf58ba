import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import css from './choice.module.css'

type SwitchProps = {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
  children: ReactNode
}

/** On or off, at once; what waits for a "Save" takes a Checkbox. */
export function Switch({ children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={css.choice!}>
      <span className={css.track}>
        <span className={css.knob} />
      </span>
      <span className={css.words}>{children}</span>
    </AriaSwitch>
  )
}
