import type { ReactNode } from 'react'
import type { Language } from '../../text.ts'
import css from './access.module.css'

/** The small Markdown of the terms below its title: `##` headings, paragraphs, `-` lists; nothing else is read. */
export function TermsText({ text, language }: { text: string; language: Language }) {
  const blocks = text
    .trim()
    .split(/\n{2,}/)
    .filter((block) => !block.startsWith('# '))
  return (
    <div className={css.prose} lang={language}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change
        <Block key={i} text={block} />
      ))}
    </div>
  )
}

function Block({ text }: { text: string }): ReactNode {
  if (text.startsWith('## ')) return <h2>{text.slice(3)}</h2>
  if (!text.startsWith('- ')) return <p>{text}</p>
  const items = text.split('\n').map((line) => line.replace(/^- /, ''))
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
