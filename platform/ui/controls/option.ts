import type { IconName } from './icon.tsx'

/** One thing that may be chosen. */
export type Option = { id: string; label: string; description?: string; icon?: IconName; isDisabled?: boolean }
