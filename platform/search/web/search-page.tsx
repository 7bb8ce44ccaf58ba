import { type FormEvent, useEffect, useState } from 'react'
import { list, number, text } from '../../ui/address/address.ts'
import { useAddress } from '../../ui/address/use-address.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Link } from '../../ui/controls/link.tsx'
import { SearchField } from '../../ui/controls/search-field.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Panels } from '../../ui/panels.tsx'
import { useSession } from '../../ui/session.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { query } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { keepSearch } from './recent.ts'
import { Results } from './results.tsx'
import css from './search.module.css'

const ADDRESS = {
  q: text(),
  kinds: list(),
  originators: list(),
  states: list(),
  themes: list(),
  years: list(),
  page: number(1),
}
export type SearchView = ReturnType<typeof useAddress<typeof ADDRESS>>

/** Everything that is found for some words, counted and narrowed down; the address holds it all. */
export function SearchPage() {
  const t = useTexts(texts)
  const view = useAddress(ADDRESS)
  const [{ q, kinds, originators, states, themes, years, page }, setView] = view
  const { person } = useSession()
  const words = q.trim()
  const found = useEndpoint(
    query,
    {
      q: words.slice(0, 200),
      ...{
        kinds: [...kinds],
        originators: [...originators],
        states: [...states],
        themes: [...themes],
        years: [...years],
      },
      page: Math.max(1, page),
    },
    { enabled: words !== '', keep: true },
  )
  useEffect(() => {
    if (words !== '') keepSearch(person?.id, words)
  }, [words, person?.id])
  return (
    <div className={css.page}>
      <h1>{t('search')}</h1>
      <Ask
        key={q}
        q={q}
        onAsk={(next) =>
          setView({ q: next, kinds: [], originators: [], states: [], themes: [], years: [] }, { push: true })
        }
      />
      {words === '' ? (
        <Beginning />
      ) : (
        <Answer of={found} shape="table">
          {(answer) => <Results of={answer} view={view} />}
        </Answer>
      )}
      <aside className={css.beside}>
        <Panels place="search.beside" id="" code="" />
      </aside>
    </div>
  )
}

function Ask({ q, onAsk }: { q: string; onAsk: (q: string) => void }) {
  const t = useTexts(texts)
  const [words, setWords] = useState(q)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (words.trim() !== '') onAsk(words.trim())
  }
  return (
    <search>
      <form className={css.ask} onSubmit={submit}>
        <SearchField
          label={t('words')}
          placeholder={t('words')}
          value={words}
          onChange={setWords}
          onSubmit={(said) => said.trim() !== '' && onAsk(said.trim())}
        />
        <Button type="submit" kind="filled">
          {t('go')}
        </Button>
      </form>
    </search>
  )
}

/** Nothing asked yet: what may be asked, each with an example to try. */
function Beginning() {
  const t = useTexts(texts)
  const examples = [
    ['start.languages', ['ar', 'مكافحة تمويل الإرهاب'], ['ru', 'права человека']],
    ['start.names', ['ru', 'УНП ООН'], ['zh', '教科文组织']],
    ['start.symbols', ['en', 'PRG-009'], ['en', 'S/RES/2396']],
    ['start.letters', ['fr', 'securite aviation'], ['en', 'chemical weapns']],
  ] as const
  return (
    <Empty icon="search" title={t('start.title')}>
      <p>{t('start.lead')}</p>
      <ul className={css.examples}>
        {examples.map(([key, ...tries]) => (
          <li key={key}>
            {t(key)}{' '}
            {tries.map(([language, one]) => (
              <span key={one} className={css.example}>
                <bdi>
                  <Link href={`/search?q=${encodeURIComponent(one)}`} lang={language}>
                    {one}
                  </Link>
                </bdi>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Empty>
  )
}
