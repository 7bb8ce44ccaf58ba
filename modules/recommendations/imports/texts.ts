import { LANGUAGES, type Language } from '../../../platform/text.ts'
import { texts } from '../locales/index.ts'

/** Key of the column that holds a text in a language. */
export const inLanguage = (key: 'title' | 'body', language: Language): string =>
  `${key}${language[0]!.toUpperCase()}${language.slice(1)}`

const nameOf = (language: Language, of: Language): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(of)!

/** Columns that are called as the register calls what they hold. */
const LABELS = [
  ...(['title', 'body', 'themes', 'resolution', 'paragraph', 'pillars', 'priority', 'need', 'due', 'leads'] as const),
  ...(['capacity', 'source'] as const),
]

/** Name of the kind and of each column. */
const textsOf = (language: Language): Record<string, string> => {
  const said = texts[language]
  const further = (key: 'title' | 'body') =>
    LANGUAGES.map((of) => [inLanguage(key, of), `${said[`label.${key}`]} (${nameOf(language, of)})`])
  return {
    kind: said['import.kind'],
    reference: said['import.reference'],
    ...Object.fromEntries(LABELS.map((key) => [key, said[`label.${key}`]])),
    ...Object.fromEntries([...further('title'), ...further('body')]),
  }
}
export const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  ...{ ar: textsOf('ar'), en: textsOf('en'), es: textsOf('es') },
  ...{ fr: textsOf('fr'), ru: textsOf('ru'), zh: textsOf('zh') },
}

/** What else people write over such columns. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  reference: [
    ...[
      'No.',
      'No',
      'Nr',
      '#',
      'Rec. no.',
      'Recommendation no.',
      'Recommendation number',
      'Ref.',
      'Reference',
      'Symbol',
    ],
    ...[
      'N°',
      'Nº',
      'Numéro',
      'Núm.',
      'Número',
      'Réf.',
      '№',
      'Номер',
      'الرقم',
      'رقم التوصية',
      'م',
      '序号',
      '编号',
      '文号',
    ],
  ],
  title: [
    'Subject',
    'Short title',
    'Heading',
    'Intitulé',
    'Objet',
    'Asunto',
    'Предмет',
    'Заголовок',
    'الموضوع المختصر',
    '题目',
  ],
  body: [
    ...['Recommendation', 'Recommendations', 'Recommended action', 'Text of the recommendation', 'Recommandation'],
    ...['Recommandations', 'Recomendación', 'Recomendaciones', 'Рекомендация', 'Рекомендации', 'التوصية', 'التوصيات'],
    ...['نص التوصية', '建议', '建议内容'],
  ],
  themes: [
    ...['Theme', 'Topic', 'Area', 'Thematic area', 'Thème', 'Domaine', 'Tema', 'Ámbito', 'Тема', 'Направление'],
    ...['الموضوع', 'المجال', '专题', '领域'],
  ],
  resolution: [
    ...[
      'Resolution/paragraph',
      'Resolution and paragraph',
      'Relevant resolution',
      'Resolutions',
      'Legal basis',
      'Basis',
    ],
    ...['Résolution/paragraphe', 'Résolution et paragraphe', 'Resolución/párrafo', 'Resolución y párrafo'],
    ...['Резолюция/пункт', 'Резолюция и пункт', 'القرار/الفقرة', 'القرار والفقرة', '决议/段落', '决议和段落'],
  ],
  paragraph: ['Para', 'Para.', 'Operative paragraph', 'Par.', 'Párr.', 'П.', '段'],
  pillars: ['Pillar', 'Pilier', 'Pilar', 'Компонент', 'الركيزة'],
  priority: ['Priority level', 'Urgency', 'Urgence', 'Urgencia', 'Срочность', 'درجة الأولوية', '优先级'],
  need: [
    ...['TA need', 'TA needed', 'TA', 'Technical assistance', 'Technical assistance needed', 'Assistance needed'],
    ...[
      'Assistance technique',
      'Besoin d’AT',
      'Asistencia técnica',
      'Техническая помощь',
      'المساعدة التقنية',
      '技术援助',
    ],
  ],
  due: [
    'Deadline',
    'Due date',
    'By when',
    'Timeline',
    'Délai',
    'Date limite',
    'Fecha límite',
    'Срок исполнения',
    'الموعد النهائي',
    '截止日期',
  ],
  leads: [
    ...['Lead', 'Lead entity', 'Implementing entity', 'Responsible entity', 'Responsible', 'Entité responsable'],
    ...['Entidad responsable', 'Ответственный', 'الجهة المسؤولة', '负责实体'],
  ],
  capacity: ['Capacity', 'Good practices', 'Bonnes pratiques', 'Buenas prácticas', 'القدرات', '能力'],
  source: ['Document', 'Report', 'Rapport', 'Informe', 'Документ', 'الوثيقة', '文件'],
}

/** The same words with a language: “Recommendation (FR)”, “Texte (arabe)”, “English text”. */
const withLanguage = (key: 'title' | 'body', of: Language): string[] => {
  const names = [of, ...LANGUAGES.map((language) => nameOf(language, of))]
  const words = [...LANGUAGES.map((language) => texts[language][`label.${key}`]), ...ALSO[key]!]
  return names.flatMap((name) => words.flatMap((word) => [`${word} (${name})`, `${name} ${word}`]))
}

export const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  ...ALSO,
  ...Object.fromEntries(
    LANGUAGES.flatMap((of) => (['title', 'body'] as const).map((key) => [inLanguage(key, of), withLanguage(key, of)])),
  ),
}
