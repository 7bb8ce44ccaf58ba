import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { reveal } from '../controls/reveal.ts'
import css from './tabs.module.css'

type TabItem = { id: string; label: string; count?: string; content: ReactNode }

type TabsProps = {
  label: string
  tabs: readonly TabItem[]
  /** With `onSelect`: kept elsewhere, in the address as a rule. */
  selected?: string
  onSelect?: (id: string) => void
}

/** Parts of one thing, one at a time. Pages are not tabs: those are links. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className={css.tabs!}
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect ? { onSelectionChange: (id) => onSelect(String(id)) } : {})}
    >
      <TabList aria-label={label} className={css.list!}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} ref={tab.id === selected ? reveal : null} className={css.tab!}>
            {tab.label}
            {tab.count && <span className={css.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={css.panel!}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
