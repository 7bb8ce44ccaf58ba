import { translator } from '../text.ts'
import { formatsFor } from '../ui/formats.ts'
import { type Block, cleaned, type Document, isFollowed, type Said, shareOf, type Words } from './document.ts'
import { texts } from './locales/index.ts'

/** A bar with how far it reaches, 0 to 1. */
type DrawnBars = Omit<Extract<Block, { is: 'bars' }>, 'bars'> & {
  bars: readonly { label: Said; value: number; share: number }[]
}
export type DrawnBlock = Exclude<Block, { is: 'bars' }> | DrawnBars

/** What a typesetter is given: the document, cleaned, with the words that stand at the foot of each page. */
export type Drawn = Omit<Document, 'blocks'> & {
  blocks: readonly DrawnBlock[]
  footer: string
  /** With the places `{page}` and `{pages}`. */
  pages: string
}

export function drawn(document: Document): Drawn {
  const t = translator(document.language, texts[document.language])
  const clean = cleaned({
    ...document,
    blocks: document.blocks.map(drawnBlock),
    footer: t('footer', { title: document.title, date: formatsFor(document.language).day(document.at) }),
    pages: t('pages', { page: '{page}', pages: '{pages}' }),
  })
  // A heading that says nothing leads a screen reader nowhere, and PDF/UA refuses it.
  return { ...clean, blocks: clean.blocks.filter((block) => block.is !== 'heading' || block.text !== '') }
}

function drawnBlock(block: Block): DrawnBlock {
  switch (block.is) {
    case 'paragraph':
      return { ...block, words: followed(block.words) }
    case 'list':
      return { ...block, items: block.items.map(followed) }
    case 'facts':
      return { ...block, facts: block.facts.map(({ label, value }) => ({ label, value: followed(value) })) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(followed)) }
    case 'bars': {
      const values = block.bars.map(({ value }) => value)
      return { ...block, bars: block.bars.map((bar) => ({ ...bar, share: shareOf(bar.value, values) })) }
    }
    default:
      return block
  }
}

/** Without addresses that lead elsewhere than to the web or to mail. */
function followed(words: Words): Words {
  const one = (said: Said): Said => {
    if (typeof said === 'string' || said.href === undefined || isFollowed(said.href)) return said
    const { href: _, ...rest } = said
    return rest
  }
  return isMany(words) ? words.map(one) : one(words)
}

const isMany = (words: Words): words is readonly Said[] => Array.isArray(words)
