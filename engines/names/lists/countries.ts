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
  myanmar: 'MM',
  'the gambia': 'GM',
  'bosnia and herzegovina': 'BA',
  'czech republic': 'CZ',
  'cabo verde': 'CV',
  'hong kong': 'HK',
  macau: 'MO',
  'macedonia, the former yugoslav republic of': 'MK',
  turkey: 'TR',
  'north macedonia, the former yugoslav republic of': 'MK',
  'central african republic (the)': 'CF',
  congo: 'CG',
}

const byName = new Map<string, string>(Object.entries(ALSO))
/** What each code is today: UK is GB, SU is RU. */
const codes = new Map<string, string>()
/** Codes that CLDR names and that are no country: unknown, for tests, groups of countries. */
const NONE = ['ZZ', 'XA', 'XB', 'QO', 'EZ', 'EU', 'UN']
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
for (let a = 65; a <= 90; a++)
  for (let b = 65; b <= 90; b++) {
    const code = String.fromCharCode(a, b)
    const name = names.of(code)
    if (!name || NONE.includes(code)) continue
    const today = new Intl.Locale(`und-${code}`).region ?? code
    codes.set(code, today)
    const lower = name.toLowerCase()
    // CLDR writes St. Kitts & Nevis, lists write Saint Kitts and Nevis.
    for (const way of [lower, lower.replace(/^st\. /, 'saint ').replaceAll(' & ', ' and ')])
      if (!byName.has(way)) byName.set(way, today)
  }

/** ISO 3166-1 alpha-2 of a code or of an English country name; undefined when it is none. */
export function countryOf(text: string): string | undefined {
  const plain = text.trim()
  const upper = plain.toUpperCase()
  if (upper.length === 2) return codes.get(upper)
  return byName.get(plain.toLowerCase().replace(/^the /, '')) ?? byName.get(plain.toLowerCase())
}
