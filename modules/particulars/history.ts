import { organisationRefs } from '../../platform/access/organisations.ts'
import type { Field, Names, TableFields } from '../../platform/history/columns.ts'
import { show, translator, type Written } from '../../platform/text.ts'
import type { Amount } from '../programmes/fields.ts'
import { termsIn } from '../programmes/index.ts'
import type { Attended } from './contract.ts'
import { texts } from './locales/index.ts'
import type { LinkKind } from './rules.ts'

const kinds: Names = async (_tx, language) => (code) =>
  translator(language, texts[language])(`link.to.${code as LinkKind}`)

const writes = 'programmes:write'
const sdgs: Field = { column: 'sdgs', label: 'sdgs', as: 'list' }

/** What is told of changes in what programmes and activities have beside their forms. */
export const history: readonly TableFields[] = [
  {
    table: 'programmes',
    writes,
    fields: [
      sdgs,
      { column: 'joint', label: 'joint.is', as: 'flag' },
      { column: 'parts', label: 'joint.roles', as: 'own', words: partsIn },
    ],
  },
  {
    table: 'activities',
    writes,
    fields: [sdgs, { column: 'attended_by', label: 'attendance', as: 'own', words: attendedIn }],
  },
  {
    table: 'links',
    writes,
    fields: [
      { column: 'kind', label: 'links.kind', as: 'term', names: kinds },
      { column: 'other', label: 'links.other', as: 'record' },
    ],
  },
]

type Asked = Parameters<Extract<Field, { as: 'own' }>['words']>

/** "UNODC: trains judges". */
async function partsIn(...[tx, value, language]: Asked): Promise<string[]> {
  const parts = (value ?? []) as { organisation: string; does: Written }[]
  const names = await organisationRefs(
    tx,
    parts.map(({ organisation }) => organisation),
    language,
  )
  return parts.map(({ organisation, does }) => `${names.get(organisation)?.code ?? ''}: ${show(does, language).text}`)
}

/** "Law enforcement officials: women 20, men more than 30". */
async function attendedIn(...[tx, value, language]: Asked): Promise<string[]> {
  const t = translator(language, texts[language])
  const terms = await termsIn(tx, language)
  const figure = (sex: 'women' | 'men' | 'other', of: Amount | null) =>
    of ? [`${t(sex)} ${t(`amount.${of.comparator}`, { n: of.n })}`] : []
  return ((value ?? []) as Attended[]).map((row) => {
    const figures = [...figure('women', row.women), ...figure('men', row.men), ...figure('other', row.other)]
    const who = row.function === null ? t('function.none') : terms('audiences', row.function)
    return `${who}: ${new Intl.ListFormat(language, { type: 'unit' }).format(figures)}`
  })
}
