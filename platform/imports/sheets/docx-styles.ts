import type { Package } from './package.ts'
import { Broken } from './sheet.ts'

/** Numbering that a paragraph has, or a style gives it; `num` '0': none. */
export type Numbered = { num?: string; level?: number }
type Style = { basedOn?: string; vanish?: boolean } & Numbered

/** What of a document's styles decides whether text is seen, and which number stands before it. */
export class Styles {
  private readonly styles = new Map<string, Style>()
  private paragraph: string | undefined
  private hidden = false

  /** @throws Broken */
  static async read(parts: Package, path: string | undefined): Promise<Styles> {
    const found = new Styles()
    if (!path || !parts.has(path)) return found
    let style: Style | undefined
    let inDefaults = false
    await parts.read(path, {
      open: (name, attributes) => {
        if (name === 'docDefaults') inDefaults = true
        if (name === 'style') {
          const { styleId = '', type, default: isDefault } = attributes
          style = {}
          found.styles.set(styleId, style)
          if (type === 'paragraph' && isOn(isDefault ?? '0')) found.paragraph = styleId
          if (found.styles.size > 10_000) throw new Broken('damaged')
        }
        if (name === 'vanish' && inDefaults) found.hidden = isOn(attributes['val'])
        if (!style) return
        if (name === 'basedOn' && attributes['val']) style.basedOn = attributes['val']
        if (name === 'vanish') style.vanish = isOn(attributes['val'])
        if (name === 'numId' && attributes['val']) style.num = attributes['val']
        if (name === 'ilvl') style.level = levelOf(attributes['val'])
      },
      close: (name) => {
        if (name === 'style') style = undefined
        if (name === 'docDefaults') inDefaults = false
      },
    })
    return found
  }

  /**
   * Whether text is hidden by its styles: one style alone that says so hides it, two of them show it again (ECMA-376 part 1,
   * 17.7.3).
   */
  hides(of: { table: string | undefined; paragraph: string | undefined; run: string | undefined }): boolean {
    if (this.hidden) return true
    const said = [of.table, of.paragraph ?? this.paragraph, of.run].map((id) => this.of(id, 'vanish') === true)
    return said.filter(Boolean).length % 2 === 1
  }

  numbering(paragraph: string | undefined): Numbered {
    const id = paragraph ?? this.paragraph
    const [num, level] = [this.of(id, 'num'), this.of(id, 'level')]
    return { ...(num !== undefined && { num }), ...(level !== undefined && { level }) }
  }

  /** What a style says, or one that it is based on. */
  private of<Key extends 'vanish' | 'num' | 'level'>(id: string | undefined, key: Key): Style[Key] | undefined {
    let style = id === undefined ? undefined : this.styles.get(id)
    for (let n = 0; style && n < 20; n++) {
      if (style[key] !== undefined) return style[key]
      style = style.basedOn === undefined ? undefined : this.styles.get(style.basedOn)
    }
    return
  }
}

/** A property that is there is on, unless it says otherwise. */
export const isOn = (val: string | undefined): boolean => !['0', 'false', 'off', 'none'].includes(val ?? '1')

/** Lists have nine levels. */
export const levelOf = (val: string | undefined): number => (/^[0-8]$/.test(val ?? '') ? Number(val) : 0)
