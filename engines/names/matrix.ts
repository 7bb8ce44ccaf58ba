import { COSTS } from './costs.ts'
import { COLUMNS, LEVELS } from './learn.ts'
import { isWeak, PHONE_COUNT, PHONES, plainPhone, skeletonOf } from './scripts/phones.ts'
import { SCRIPTS, UNVOWELLED } from './scripts/script.ts'

/**
 * Readings that every system of romanisation in use gives a letter, whatever the learnt pairs (mostly European names)
 * say: Arabic, Persian, Urdu, Pashto and Turkish readings of the Arabic letters, modern readings of the Hebrew ones; `-` is
 * silence. Sources: ALA-LC 2012, UNGEGN, Encyclopaedia of Islam.
 */
const READINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  arabic: {
    ...{ A: 'aeiou-', E: '-aeiou', '5': '-ai', W: 'wuov', Y: 'yiea', '6': 'aeth-', '7': 'aiey', H: 'hX', h: 'h-' },
    ...{
      T: 'Tst',
      D: 'Dzd',
      '1': 's',
      '2': 'dzD',
      '3': 't',
      '4': 'zDT',
      G: 'Gg',
      X: 'Xkhx',
      q: 'qkgG',
      j: 'jgZ',
      z: 'z',
    },
    ...{ S: 'SCs', d: 'd', t: 't', b: 'bp', f: 'f', k: 'k', g: 'gk', Z: 'Zj', C: 'CS', v: 'vw' },
  },
  hebrew: {
    ...{ A: 'aeiou-', E: '-aeiou', W: 'vuow', Y: 'yie', H: 'hXC', h: 'h-a', b: 'bv', p: 'pf', f: 'fp', k: 'kXc' },
    ...{ X: 'Xkh', S: 'Ss', t: 'tT', '3': 't', '8': 'cszC', q: 'kqc', g: 'gj', z: 'z', v: 'vw' },
  },
}
const READING = 0.04
const SAME_CLASS = 0.45
const WEAK_PAIR = 0.45
const WEAK_ALONE = 0.4
const CONSONANT_ALONE = 0.9
/** Short vowels that an abjad leaves out: nearly free, the likelier the freer; long ones are mostly written. */
const UNWRITTEN: Readonly<Record<string, number>> = {
  a: 0.02,
  e: 0.02,
  i: 0.04,
  o: 0.06,
  u: 0.06,
  y: 0.1,
  h: 0.15,
  w: 0.15,
}

const matrices: (Int32Array | undefined)[] = new Array(SCRIPTS.length * SCRIPTS.length)

/**
 * Costs of reading phone a of one script as phone b of another: [a × PHONE_COUNT + b] in thousandths, 0 standing for nothing. The
 * learnt table where one side is Latin, else through the plain Latin phones; never dearer than what the classes say:
 * vowels and glides among themselves 0.45, consonants of one skeleton class 0.45, any pair 1, alone 0.4 or 0.9.
 */
export function matrixFor(scriptA: number, scriptB: number): Int32Array {
  const at = scriptA * SCRIPTS.length + scriptB
  const made = matrices[at]
  if (made) return made
  const a = SCRIPTS[scriptA]!
  const b = SCRIPTS[scriptB]!
  const out = new Int32Array(PHONE_COUNT * PHONE_COUNT)
  for (let x = 0; x < PHONE_COUNT; x++)
    for (let y = 0; y < PHONE_COUNT; y++) {
      const px = x === 0 ? '' : PHONES[x]!
      const py = y === 0 ? '' : PHONES[y]!
      const learnt = b === 'latin' ? learntCost(a, px, py) : a === 'latin' ? learntCost(b, py, px) : undefined
      const plain = learntCost('latin', plainPhone(px), plainPhone(py)) ?? 1
      let cost = Math.min(a === b && px === py ? 0 : 1, learnt ?? plain, ruleCost(px, py), reading(a, px, b, py))
      if ((x === 0 || y === 0) && isWeak(x === 0 ? py : px)) {
        if (UNVOWELLED.has(x === 0 ? a : b)) cost = UNWRITTEN[x === 0 ? py : px] ?? 0.12
        else if (!UNVOWELLED.has(x === 0 ? b : a)) cost = Math.max(cost, 0.12)
      } else if (x !== y && x !== 0 && y !== 0 && a === b) cost = Math.max(cost, 0.08)
      out[x * PHONE_COUNT + y] = x === 0 && y === 0 ? 0 : Math.round(cost * 1000)
    }
  matrices[at] = out
  return out
}

function learntCost(script: string, phone: string, latin: string): number | undefined {
  const row = COSTS[script]?.[phone]
  const column = latin === '' ? COLUMNS.length : COLUMNS.indexOf(latin)
  return row === undefined || column < 0 ? undefined : LEVELS.indexOf(row[column]!) / 50
}

function reading(a: string, x: string, b: string, y: string): number {
  const known =
    (b === 'latin' && READINGS[a]?.[x]?.includes(y || '-')) || (a === 'latin' && READINGS[b]?.[y]?.includes(x || '-'))
  return known ? READING : 1
}

function ruleCost(a: string, b: string): number {
  if (a === b) return 0
  if (a === '' || b === '') return isWeak(a || b) ? WEAK_ALONE : CONSONANT_ALONE
  if (/\d/.test(a) && /\d/.test(b) && plainPhone(a) === a) return 1
  if (isWeak(a) && isWeak(b)) return WEAK_PAIR
  const class_ = skeletonOf(a)
  return class_ !== '' && class_ === skeletonOf(b) ? SAME_CLASS : 1
}
