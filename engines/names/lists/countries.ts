/** Names that lists use and Unicode CLDR does not, by ISO 3166-1 alpha-2. */
const ALSO: Readonly<Record<string, string>> = {
  'democratic republic of the congo': 'CD',
  'congo, democratic republic of the': 'CD',
  'republic of the congo': 'CG',
  'russian federation': 'RU',
  'syrian arab republic': 'SY',
  'iran (islamic republic of)': 'IR',
  'islamic republic of iran': 'IR',
  "democratic people's republic of korea": 'KP',
  'korea, north': 'KP',
  'korea, south': 'KR',
  'republic of korea': 'KR',
  'libyan arab jamahiriya': 'LY',
  'united republic of tanzania': 'TZ',
  'bolivia (plurinational state of)': 'BO',
  'venezuela (bolivarian republic of)': 'VE',
  'republic of moldova': 'MD',
  'viet nam': 'VN',
  'brunei darussalam': 'BN',
  "lao people's democratic republic": 'LA',
  'united kingdom of great britain and northern ireland': 'GB',
  'united states of america': 'US',
  'state of palestine': 'PS',
  palestinian: 'PS',
  "cote d'ivoire": 'CI',
  'côte d’ivoire': 'CI',
  "côte d'ivoire": 'CI',
  burma: 'MM',
  'the gambia': 'GM',
  'bosnia and herzegovina': 'BA',
  'czech republic': 'CZ',
  turkey: 'TR',
  'north macedonia, the former yugoslav republic of': 'MK',
  'central african republic (the)': 'CF',
  congo: 'CG',
}

const byName = new Map<string, string>(Object.entries(ALSO))
const codes = new Set<string>()
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
for (let a = 65; a <= 90; a++)
  for (let b = 65; b <= 90; b++) {
    const code = String.fromCharCode(a, b)
    const name = names.of(code)
    if (!name) continue
    codes.add(code)
    const lower = name.toLowerCase()
    if (!byName.has(lower)) byName.set(lower, code)
  }

/** ISO 3166-1 alpha-2 of a code or of an English country name; undefined when it is none. */
export function countryOf(text: string): string | undefined {
  const plain = text.trim()
  const upper = plain.toUpperCase()
  if (upper.length === 2) return codes.has(upper) ? upper : undefined
  return byName.get(plain.toLowerCase().replace(/^the /, '')) ?? byName.get(plain.toLowerCase())
}
