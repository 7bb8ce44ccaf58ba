import type { IconName } from './icon.tsx'

/** One thing that may be chosen. */
export type Option = { id: string; label: string; description?: string; icon?: IconName; isDisabled?: boolean }

/** An organisation as something chosen, by its code. */
export const optionOf = ({ code, name }: { code: string; name: { text: string } }): Option => ({
  id: code,
  label: name.text,
})

export const idsOf = (options: readonly Option[]): string[] => options.map(({ id }) => id)
