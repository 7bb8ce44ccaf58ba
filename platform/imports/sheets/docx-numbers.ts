import { levelOf } from './docx-styles.ts'
import type { Package } from './package.ts'
import { Broken } from './sheet.ts'

type Level = { start: number; format: string; text: string; keeps: boolean; plain: boolean }
type List = { levels: Map<number, Level>; link?: string; is?: string }
type Num = { list: string; starts: Map<number, number> }

const LEVEL: Level = { start: 1, format: 'decimal', text: '', keeps: false, plain: false }

/** Numbers that a document shows before its paragraphs and does not hold as text, counted in its order. */
export class Numbers {
  private readonly lists = new Map<string, List>()
  private readonly nums = new Map<string, Num>()
  private readonly counts = new Map<string, (number | undefined)[]>()
  private readonly begun = new Set<string>()

  /** @throws Broken */
  static async read(parts: Package, path: string | undefined): Promise<Numbers> {
    const found = new Numbers()
    if (!path || !parts.has(path)) return found
    let list: List | undefined
    let num: Num | undefined
    let level: Level = { ...LEVEL }
    let at = 0
    await parts.read(path, {
      open: (name, { abstractNumId = '', numId = '', ilvl, val }) => {
        if (name === 'abstractNum') {
          list = { levels: new Map() }
          found.lists.set(abstractNumId, list)
        } else if (name === 'num') {
          num = { list: '', starts: new Map() }
          found.nums.set(numId, num)
        } else if (name === 'lvl') {
          level = { ...LEVEL }
          list?.levels.set(levelOf(ilvl), level)
        } else if (name === 'lvlOverride') at = levelOf(ilvl)
        else if (num && name === 'abstractNumId') num.list = val ?? ''
        else if (num && name === 'startOverride') num.starts.set(at, whole(val))
        else if (list && name === 'numStyleLink' && val) list.link = val
        else if (list && name === 'styleLink' && val) list.is = val
        else say(level, name, val)
        if (found.lists.size + found.nums.size > 50_000) throw new Broken('damaged')
      },
      close: (name) => {
        if (name === 'abstractNum') list = undefined
        if (name === 'num') num = undefined
      },
    })
    return found
  }

  /** The number that the next paragraph of this list shows: “3.”, “(b)”, “2.1”; empty for a bullet. */
  next(num: string, at: number): string {
    const of = this.nums.get(num)
    const id = of && this.listOf(of.list)
    const levels = id === undefined ? undefined : this.lists.get(id)?.levels
    if (!of || id === undefined || !levels) return ''
    const counts = this.counts.get(id) ?? []
    this.counts.set(id, counts)
    const levelAt = (n: number) => levels.get(n) ?? LEVEL
    // A list that begins anew does so when it is first used.
    if (!this.begun.has(num)) for (const n of of.starts.keys()) counts[n] = undefined
    this.begun.add(num)
    const first = (n: number) => of.starts.get(n) ?? levelAt(n).start
    counts[at] = counts[at] === undefined ? first(at) : counts[at] + 1
    for (let n = at + 1; n < 9; n++) if (!levelAt(n).keeps) counts[n] = undefined
    const { format, text, plain } = levelAt(at)
    if (format === 'bullet' || format === 'none') return ''
    return text.replace(/%([1-9])/g, (_, n: string) => {
      const level = Number(n) - 1
      return shown(counts[level] ?? first(level), plain ? 'decimal' : levelAt(level).format)
    })
  }

  /** A list may say that it is the one that a style of lists names. */
  private listOf(id: string): string {
    const link = this.lists.get(id)?.link
    if (link === undefined) return id
    return [...this.lists].find(([, { is }]) => is === link)?.[0] ?? id
  }
}

function say(level: Level, name: string, val: string | undefined): void {
  if (name === 'start') level.start = whole(val)
  if (name === 'numFmt') level.format = val ?? 'decimal'
  if (name === 'lvlText') level.text = (val ?? '').slice(0, 100)
  if (name === 'lvlRestart') level.keeps = val === '0'
  if (name === 'isLgl') level.plain = val !== '0'
}

const whole = (val: string | undefined): number => (/^\d{1,6}$/.test(val ?? '') ? Number(val) : 1)

function shown(n: number, format: string): string {
  if (format === 'lowerLetter' || format === 'upperLetter') {
    if (n < 1 || n > 26 * 26) return String(n)
    const letters = String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.ceil(n / 26))
    return format === 'lowerLetter' ? letters : letters.toUpperCase()
  }
  if (format === 'lowerRoman') return roman(n).toLowerCase()
  if (format === 'upperRoman') return roman(n)
  if (format === 'decimalZero') return String(n).padStart(2, '0')
  return format === 'none' ? '' : String(n)
}

const ROMAN = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
] as const

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  let [left, said] = [n, '']
  for (const [value, letters] of ROMAN) for (; left >= value; left -= value) said += letters
  return said
}
