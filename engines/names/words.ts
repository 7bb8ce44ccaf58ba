import type { Script } from './scripts/script.ts'

/**
 * Words that stand beside a name without being it. What they weigh is decided in tokens.ts; nothing is thrown away, so
 * that a name that consists of them alone is still found. Sources: UNGEGN and ALA-LC practice for particles; ISO 20275
 * (legal forms) and rigour's org_types (MIT) for which abbreviations stand for one form; titles as the UN list uses them.
 */
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Articles: written joined, hyphenated, assimilated or not at all. */
export const ARTICLES = set('al el ul il ad ar as ash at az an ud ur us ush uz un es ed er ez ech lil')

/** Between names: of, son of, father of, and; those that European surnames begin with. */
export const PARTICLES = set(
  'bin ben ibn bint binti bt ould wuld wld ouled abu abou abo abi aboe umm um oum ab van von der den ter ten de da do dos das del della dello degli di du des la las le les los y e i zu zum zur of the and und et for in on to aka ' +
    'بن ابن بنت ابو أبو ابي أبي ام أم ولد بنى אבו בן בת ибн бин бен абу оглы кызы огли угли фон ван дер де',
)

/** Titles, ranks and honours in front of a name. */
export const TITLES = set(
  'mr mrs ms miss mx dr doctor prof professor sir lord lady dame madame mme monsieur senor senora don dona herr frau ' +
    'mullah mulla mollah maulavi mawlawi maulawi maulvi mawlavi molvi moulavi malawi haji hajji hadji hajj hadj alhaji alhaj alhadji sheikh shaikh shaykh sheik cheikh cheik shaikhul sayyid sayed syed seyed said seyyed imam qari ' +
    'hafiz hafez ustad ustadh ustaz ayatollah hojatoleslam hojjatoleslam akhund akhundzada mufti moulana maulana mawlana agha khawaja khwaja ' +
    'general gen brigadier brig colonel col lieutenant lt major maj captain capt commander cmdr admiral adm marshal sergeant sgt corporal officer minister ambassador amb governor president deputy engineer eng ing ' +
    'الشيخ شيخ الحاج حاج حاجي حاجی ملا مولوي مولوی سيد سید السيد دكتور الدكتور قاري قاری мулла шейх хаджи генерал полковник доктор',
)

/**
 * Legal forms and organisation words by their shortest English form: the key of each line is what all of it becomes.
 * Several words make one form; the longest wins.
 */
const FORMS: Readonly<Record<string, string>> = {
  ltd: 'limited|ltd|ltda|limitada|lte|ooo|ооо|тоо|private limited|pvt ltd|pvt limited|pvt|pte ltd|pte|co ltd|company limited|limited company|общество с ограниченной ответственностью|sdn bhd|gmbh|gesellschaft mit beschränkter haftung|srl|sarl|s r l|s a r l|sprl|bvba|sp z o o|spol s r o|doo|d o o|kft|oy|ab|aps|as|a s|llc|l l c|limited liability company|wll|w l l|fzc|fze|fzco|fz llc|lda|eood|ood|ehf|有限公司|有限责任公司|有限責任公司|유한회사|有限会社|ذ م م|ش ذ م م|בע״מ|בעמ|s a de c v|sa de cv|de c v|s de r l',
  plc: 'plc|p l c|public limited company|public company limited|ag|aktiengesellschaft|sa|s a|sociedad anonima|societe anonyme|société anonyme|sociedad anónima|spa|s p a|nv|n v|bv|b v|oao|оао|zao|зао|pao|пао|ао|ojsc|cjsc|jsc|pjsc|joint stock company|open joint stock company|closed joint stock company|public joint stock company|pjs|psc|kk|k k|株式会社|股份有限公司|주식회사|saog|saoc|sal|s a l|s a e|inc|incorporated|corp|corporation|корпорация|corporacion|corporación|llp|lp|s a s|sas',
  co: 'co|company|companies|compagnie|cie|compania|compañia|compañía|компания|компани|shirkat|sherkat|sharikat|sharika|شركة|شرکت|החברה|חברה|公司|企业|會社|会社|회사|firma|gesellschaft|şirketi|sirketi',
  bank: 'bank|banque|banco|банк|بنك|بانک|بانك|مصرف|银行|銀行|은행|בנק|masraf|bankasi',
  foundation:
    'foundation|fondation|fundacion|fundación|stiftung|фонд|fond|foundations|مؤسسة|مؤسسه|بنیاد|基金会|wakf|waqf|yayasan|bonyad|moasseseh|muassasat|mu assasat',
  trading:
    'trading|trade|traders|commerce|commercial|comercial|commerciale|торговая|торговый|tijarah|tejarat|bazargani|تجارة|التجارية|بازرگانی|贸易|貿易|무역|ticaret|handel',
  international:
    'international|intl|int l|internacional|internationale|международный|международная|الدولية|دولية|بین المللی|国际|國際|국제|uluslararasi',
  group:
    'group|groupe|grupo|группа|gruppe|مجموعة|گروه|集团|集團|그룹|jamaat|jamaa|jama a|jamaah|jemaah|jemaa|cemaat|جماعة|جماعت',
  organization:
    'organization|organisation|org|organizacion|organización|организация|منظمة|سازمان|tanzim|tanzeem|组织|組織|기구|teskilat',
  movement: 'movement|mouvement|movimiento|движение|حركة|harakat|harakah|haraka|harakatul|harekat|hareket|运动',
  party: 'party|parti|partido|partei|партия|حزب|hizb|hezb|hizbi|党|당',
  army: 'army|armee|armée|ejercito|армия|جيش|ارتش|jaish|jaysh|jeish|lashkar|lashkare|لشکر|军|군대',
  front: 'front|frente|фронт|جبهة|jabhat|jabha|jabhah|jebhat|cephe|jabhatul',
  university:
    'university|universite|université|universidad|universitat|университет|جامعة|دانشگاه|大学|大學|대학교|universitesi',
  industries: 'industries|industry|industrial|industrie|industria|промышленность|صنایع|صناعات|sanaye|工业|工業|공업',
  shipping: 'shipping|maritime|marine|navigation|судоходная|الملاحة|کشتیرانی|航运|海运|해운|denizcilik',
  society:
    'society|societe|société|sociedad|общество|جمعية|انجمن|jamiat|jamiyat|jam iyat|jamiyah|dernek|协会|協會|협회|association|asociacion|ассоциация|anjuman|anjoman',
  institute:
    'institute|institut|instituto|институт|معهد|مؤسسه تحقیقاتی|研究所|연구소|center|centre|centro|центр|مركز|مرکز|markaz|中心|센터',
  brigade:
    'brigade|brigades|brigada|brigadas|бригада|كتيبة|كتائب|katibat|katiba|kataib|kateeba|liwa|liwaa|لواء|battalion|bataillon|katibah',
  relief: 'relief|aid|charity|charitable|humanitarian|secours|الخيرية|خيرية|khairia|khayriyya|ighatha|إغاثة|慈善|구호',
  islamic:
    'islamic|islamique|islamico|islami|islamiya|islamiyya|islamiyah|islamia|islamiyyah|исламский|исламская|исламское|إسلامية|الاسلامية|الإسلامية|إسلامي|اسلامی|伊斯兰|이슬람',
  state: 'state|etat|état|estado|государство|دولة|الدولة|dawla|dawlah|daulah|dawlat|国家|국가',
  exchange:
    'exchange|exchanges|sarafi|saraafi|sarrafi|hawala|sarafai|money changer|money exchange|صرافی|صرافة|兑换|환전',
  network: 'network|reseau|réseau|red|сеть|شبكة|شبکه|网络|네트워크|shabaka',
}

const forms = new Map<string, string>()
for (const [canonical, variants] of Object.entries(FORMS)) for (const v of variants.split('|')) forms.set(v, canonical)
const firstWords = new Set([...forms.keys()].map((form) => form.split(' ')[0]!))
/** Whether a form may begin with a word: most words of names begin none. */
export const beginsForm = (word: string): boolean => firstWords.has(word)
/** The most words one form has. */
export const LONGEST_FORM = Math.max(...[...forms.keys()].map((form) => form.split(' ').length))

/** What a sequence of words stands for, when it is a legal form or an organisation word. */
export const formOf = (words: string): string | undefined => forms.get(words)

/** An organisation word or legal form written onto the word before it. */
export const JOINED_FORM =
  /^(.{3,}?)(company|limited|corporation|group|bank|organi[sz]ation|foundation|institute|industries|ltd|corp|gmbh)$/

/** The weaker of those words: legal forms say nothing about who it is. */
export const LEGAL = set('ltd plc co')

const SPELLED = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
const numbers = new Map<string, string>([
  ...SPELLED.map((word, i) => [word, String(i)] as const),
  ...ORDINALS.map((word, i) => [word, String(i)] as const),
  ...'i ii iii iv v vi vii viii ix x xi xii'.split(' ').map((word, i) => [word, String(i + 1)] as const),
])
/** The figure that a spelled, ordinal or Roman number stands for (`ninth`, `9th`, `IX` are 9). */
export function figureOf(word: string): string | undefined {
  const ordinal = /^(\d+)(?:st|nd|rd|th|e|º|ª|o|й|я)$/.exec(word)
  return ordinal ? ordinal[1] : numbers.get(word)
}

/**
 * Endings that turn a father's name into a patronymic, dropped from names long enough (letters that Latin spells with two
 * count so), in every script alike: Ivanovich meets
 * Ivanov and Mamedoglu Mamed.
 */
export const PATRONYMIC: Partial<Record<Script, RegExp>> = {
  latin: /(?<=.{4})(?:[oe][vw]i(?:ch|c|cz|tch|ts|tz)|zadeh|zadah)$|(?<=.{5})(?:ovna|evna|oglu|ogly|zade|zada)$/,
  cyrillic: /(?<=.{4}|[яюёжчшщцх]..|.[яюёжчшщцх].|..[яюёжчшщцх])(?:ович|евич)$|(?<=.{5})(?:овна|евна|оглу|оглы|заде)$/,
  arabic: /(?<=.{3})(?:وفيتش|يفيتش|وفنا|يفنا|وغلو|أوغلو|اوغلو|أوغلي|اوغلي|زاده|زادة)$/,
  hebrew: /(?<=.{3})(?:ו?ביץ|ו?ביצ|ובנה|בנה|אוגלו)$/,
}

/**
 * Shares of the world's names that hold a very common word, in thousandths: what rarity starts from while a list is too
 * short to tell. Round figures from public counts of given and family names.
 */
export const COMMON: readonly (readonly [words: string, thousandths: number])[] = [
  ['muhammad', 60],
  ['ahmad ali abd allah hassan hussein', 25],
  ['mahmud ibrahim omar khalid said yusuf hamid karim rahman aziz ismail salih abdallah abdul khan', 12],
  ['maria jose juan luis carlos garcia rodriguez martinez lopez gonzalez', 10],
  ['wang li zhang liu chen yang huang zhao wu zhou kim lee park pak choi jong chol song hyon', 12],
  [
    'john david michael james robert william smith jean ivan aleksandr sergey vladimir kumar singh devi nguyen van tran',
    6,
  ],
  ['mustafa jamal nasir amin hamza bakr tariq rashid salim malik nur din haq gul jan wali mir shah akbar reza', 6],
  ['daniel peter paul anna fatima aisha mariam antonio francisco silva santos', 5],
]
