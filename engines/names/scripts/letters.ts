/**
 * Letters of the scripts that the engine romanises itself, as phones (see phones.ts). Letters that Latin spells alike but
 * the script tells apart (ح and ه, ص and س) keep phones of their own, so that the learnt costs can weigh them apart.
 * Sources: ALA-LC romanisation tables (2012), UNGEGN systems for Arabic, Persian, Pashto, Hebrew, Russian, Ukrainian.
 */
const table = (rows: string, width = 1): ReadonlyMap<string, string> =>
  new Map(rows.split(/\s+/).map((row) => [row.slice(0, width), row.slice(width + 1)] as const))
const pairs = (rows: string): ReadonlyMap<string, string> => table(rows, 2)

export const ARABIC = table(
  'ا:A أ:A إ:A آ:A ٱ:A ب:b ت:t ث:T ج:K ح:H خ:X د:d ذ:D ر:r ز:z س:s ش:S ص:1 ض:2 ط:3 ظ:4 ع:E غ:G ف:f ق:q ك:k ل:l م:m ن:n ' +
    'ه:h و:W ي:Y ء:5 ؤ:W ئ:Y ة:6 ى:7 ' +
    // Persian, Urdu, Pashto, Kurdish, Sindhi, Uyghur
    'پ:p چ:C ژ:Z گ:g ک:k ی:Y ې:Y ۍ:Y ێ:Y ے:Y ۓ:Y ٹ:t ڈ:d ڑ:r ں:n ھ:h ہ:h ۃ:6 ۀ:6 ە:h ټ:t ډ:d ړ:r ڕ:r ڼ:n ښ:S ږ:Z ځ:z څ:c ګ:g ڵ:l ۆ:W ۇ:W ۈ:W ۋ:v ڤ:v ڭ:n ' +
    'ڀ:b ٻ:b ٽ:t ٿ:t ڄ:j ڃ:n ڇ:C ڊ:d ڌ:d ڍ:d ڏ:d ڙ:r ڦ:f ڪ:k ڱ:n ڳ:g ڻ:n',
)

export const HEBREW = table(
  'א:A ב:B ג:g ד:d ה:h ו:W ז:z ח:H ט:3 י:Y כ:k ך:X ל:l מ:m ם:m נ:n ן:n ס:s ע:E פ:P ף:f צ:8 ץ:8 ק:q ר:r ש:S ת:t װ:v ױ:W ײ:Y',
)

export const CYRILLIC = table(
  'а:a б:b в:v г:Q д:d е:e ё:O ж:Z з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:X ц:c ч:C ш:S щ:9 ъ: ы:I ь: э:e ю:U я:J ' +
    // Ukrainian, Belarusian, Serbian, Macedonian, Kazakh, Tatar, Tajik, Kyrgyz, Mongolian
    'є:e і:i ї:i ґ:g ў:w ђ:j ѓ:g ј:y љ:l њ:n ћ:C ќ:k џ:j ѕ:z ә:a ғ:G қ:q ң:n ө:o ұ:u ү:u һ:h ҳ:h ҷ:j ӣ:i ӯ:u җ:j ӏ: ҡ:k ҙ:D ҫ:T',
)

/** Two letters that spell one sound, as Latin spells it with two (phones.ts): تش is ch, дж is j. */
export const ARABIC_PAIRS = pairs('تش:C تس:c دج:j دز:z')
export const HEBREW_PAIRS = pairs('טס:c תס:c טש:C דז:z וו:v')
export const CYRILLIC_PAIRS = pairs('дж:j чж:Z дз:R цз:V тс:c тц:c тч:C ти:Li тё:LO тю:LU тя:LJ')

/** Latin letters that do not decompose into a base letter, and those whose mark changes the sound. */
export const LATIN = table(
  'ß:ss ø:o ł:l đ:d ð:d þ:th æ:ae œ:oe ı:i ŋ:ng ħ:h ŧ:t ə:a ɓ:b ɗ:d ƙ:k ƴ:y ɛ:e ɔ:o š:sh č:ch ć:ch ž:zh ş:sh ș:sh ç:ch ğ:g ǧ:j ţ:ts ț:ts ś:sh ź:zh ż:zh ň:n ñ:n ř:rz ĉ:ch ĝ:j ŝ:sh ŭ:u',
)

/**
 * Look-alikes of other scripts, by Latin letter: a token that is mostly Latin but holds these is a disguise.
 * Source: Unicode confusables.txt, the single-letter pairs of Cyrillic and Greek.
 */
const LOOK_ALIKES = table(
  'а:a в:b с:c ԁ:d е:e һ:h і:i ј:j к:k ӏ:l м:m п:n о:o р:p ԛ:q ѕ:s т:t у:y ѵ:v ԝ:w х:x α:a ο:o ρ:p ν:v ι:i κ:k τ:t υ:u ε:e η:n χ:x ϲ:c ϳ:j',
)
const TO_LATIN = LOOK_ALIKES
const TO_CYRILLIC = table('a:а b:в c:с e:е h:н i:і j:ј k:к m:м o:о p:р s:ѕ t:т y:у x:х')

/** The letters of a mixed token in its majority script; letters without a look-alike stay. `lower` is lower case. */
export function unmask(lower: string, majority: 'latin' | 'cyrillic'): string {
  const map = majority === 'latin' ? TO_LATIN : TO_CYRILLIC
  let out = ''
  for (const letter of lower) out += map.get(letter) ?? letter
  return out
}
