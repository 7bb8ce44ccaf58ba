/** Purpose codes of the OECD (sector vocabulary 1) by theme; a theme without one is legal and judicial development or security. */
const PURPOSES: Readonly<Record<string, string>> = {
  prisons: '15137',
  prr: '15137',
  border_travel: '15136',
  human_rights: '15160',
  ihl: '15160',
  refugee_law: '15160',
  women_gender: '15170',
  civil_society: '15150',
  parliament: '15152',
  criminal_justice: '15130',
  legislation: '15130',
  digital_evidence: '15130',
  victims: '15130',
  ssr: '15210',
  arms_ied: '15240',
  children: '15261',
}
/** Civilian peace-building, conflict prevention and resolution: what work against terrorism is otherwise counted as. */
const PURPOSE = '15220'

/** Purposes of a record with these themes, each once. */
export const purposesOf = (themes: readonly string[]): string[] => [
  ...new Set(themes.length === 0 ? [PURPOSE] : themes.map((theme) => PURPOSES[theme] ?? PURPOSE)),
]

/** Equal shares in hundredths of a percent that add up to 100 exactly: nobody says how the work is divided. One needs none. */
export function sharesOf<T>(items: readonly T[]): [item: T, percentage: number | null][] {
  if (items.length === 1) return [[items[0]!, null]]
  const each = Math.floor(10_000 / items.length)
  const over = 10_000 - each * items.length
  return items.map((item, i) => [item, (each + (i < over ? 1 : 0)) / 100])
}

/** A reference that IATI allows: no white space, none of / & | ? */
export const isReference = (text: string): boolean => /^[^\s/&|?]{3,200}$/.test(text)

const STATUSES = { proposed: '1', planned: '1', ongoing: '2', completed: '4' } as const
export const statusCode = (status: keyof typeof STATUSES): '1' | '2' | '4' => STATUSES[status]

/** Codes 5 and 6, cancelled and suspended, have no equal here. */
const MEANT: Readonly<Record<string, 'planned' | 'ongoing' | 'completed'>> = {
  1: 'planned',
  2: 'ongoing',
  3: 'ongoing',
  4: 'completed',
}
export const statusMeant = (code: string) => MEANT[code] ?? null

/** 1 global, 2 regional, 3 several States, 4 one State. */
export const scopeOf = (states: number, regions: number): '1' | '2' | '3' | '4' =>
  states > 1 ? '3' : states === 1 ? '4' : regions > 0 ? '2' : '1'

/** OrganisationType by kind of organisation: government, multilateral, other. */
export function organisationType(kind: string): string {
  if (kind === 'state' || kind === 'observer_state') return '10'
  return kind === 'other_organisation' ? '90' : '40'
}
