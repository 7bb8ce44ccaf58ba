export type TokenPair = { readonly latin: string; readonly token: string; readonly count: number }

/** Lines of `latin TAB letters apart by spaces TAB count`. */
export function readPairs(text: string): TokenPair[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [latin, letters, count] = line.split('\t') as [string, string, string]
      return { latin, token: letters.replaceAll(' ', ''), count: Number(count) }
    })
}

/** Whether a token belongs to the fifth that is only measured on: by its hash, the same in every run. */
export const isHeldOut = (token: string): boolean => fnv(token, 0) % 5 === 0

/** Whether one of the other four fifths belongs to the fifth of them that choices are made by. */
export const isValidation = (token: string): boolean => (fnv(token, 99) >>> 15) % 5 === 0

/** FNV-1a. */
function fnv(token: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
