import { ListBoxItem } from 'react-aria-components/ListBox'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'
import css from './list.module.css'
import type { Option } from './option.ts'

/** One option in an open list; chosen ones carry a tick as well as a tint. */
export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} isDisabled={option.isDisabled ?? false} className={css.item!}>
      {option.icon && <Icon name={option.icon} />}
      <span className={css.words}>
        <Text slot="label" dir="auto">
          {option.label}
        </Text>
        {option.description && (
          <Text slot="description" className={css.description!} dir="auto">
            {option.description}
          </Text>
        )}
      </span>
      <Icon name="check" className={css.tick} />
    </ListBoxItem>
  )
}
