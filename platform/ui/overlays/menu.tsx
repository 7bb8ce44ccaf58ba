import type { ReactElement, ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from '../controls/icon.tsx'
import list from '../controls/list.module.css'

export type MenuEntry = {
  id: string
  label: string
  icon?: IconName
  href?: string
  onAction?: () => void
  isDanger?: boolean
  isDisabled?: boolean
  lang?: string
}

/** Entries under a heading; those with `chosen` let one of them be chosen. */
type MenuGroup = { id: string; heading?: string; entries: readonly MenuEntry[]; chosen?: string }

type MenuProps = {
  /** A Button or IconButton. */
  trigger: ReactElement
  label: string
  entries?: readonly MenuEntry[]
  groups?: readonly MenuGroup[]
  /** Above the entries: who this is about. */
  head?: ReactNode
}

/** Actions behind a button. Arrow keys, first letters, Escape. */
export function Menu({ trigger, label, entries, groups, head }: MenuProps) {
  const all = groups ?? [{ id: 'only', entries: entries ?? [] }]
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={list.popover!} offset={4} placement="bottom end">
        {head}
        <AriaMenu className={list.list!} aria-label={label}>
          {all.map((group) => (
            <MenuSection
              key={group.id}
              id={group.id}
              aria-label={group.heading ?? label}
              {...(group.chosen === undefined
                ? {}
                : { selectionMode: 'single' as const, disallowEmptySelection: true, selectedKeys: [group.chosen] })}
            >
              {group.heading && <Header className={list.heading!}>{group.heading}</Header>}
              {group.entries.map((entry) => (
                <MenuLine key={entry.id} entry={entry} canBeChosen={group.chosen !== undefined} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function MenuLine({ entry, canBeChosen }: { entry: MenuEntry; canBeChosen: boolean }) {
  const { id, label, icon, href, onAction, isDanger, isDisabled, lang } = entry
  return (
    <MenuItem
      id={id}
      textValue={label}
      className={list.item!}
      isDisabled={isDisabled ?? false}
      {...(href ? { href } : {})}
      {...(onAction ? { onAction } : {})}
      {...(isDanger ? { 'data-danger': '' } : {})}
    >
      {icon && <Icon name={icon} />}
      <span className={list.words} lang={lang}>
        {label}
      </span>
      {canBeChosen && <Icon name="check" className={list.tick} />}
    </MenuItem>
  )
}
