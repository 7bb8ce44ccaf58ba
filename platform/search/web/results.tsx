import { useState } from 'react'
import type { z } from 'zod'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Empty } from '../../ui/states/empty.tsx'
import { Pagination } from '../../ui/table/pagination.tsx'
import { useFormats } from '../../ui/use-formats.ts'
import { MOST_PAGED, type query } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Facet, type FacetName, type FacetValue } from './facet.tsx'
import { Result } from './result.tsx'
import css from './search.module.css'
import type { SearchView } from './search-page.tsx'
import { useHits } from './use-hits.ts'

const FACETS = ['kinds', 'originators', 'states', 'themes', 'years'] as const
const SIZE = 20

/** What was found: how the words were understood, the results in order, and what they are made of. */
export function Results({
  of: answer,
  view: [state, setView],
}: {
  of: z.output<typeof query.output>
  view: SearchView
}) {
  const t = useTexts(texts)
  const { number } = useFormats()
  const { kindOf } = useHits()
  const { facets, items, total, corrected, named } = answer
  const values: Record<FacetName, FacetValue[]> = {
    kinds: facets.kinds.map(({ kind, count }) => ({ id: kind, name: kindOf(kind), count })),
    years: facets.years.map(({ year, count }) => ({ id: String(year), name: String(year), count })),
    ...{
      originators: facets.originators.map(facetValue),
      states: facets.states.map(facetValue),
      themes: facets.themes.map(facetValue),
    },
  }
  // On a phone the results come first; elsewhere the filters stand beside them.
  const [isWide] = useState(() => globalThis.matchMedia?.('(width >= 900px)').matches ?? true)
  const isFiltered = FACETS.some((name) => state[name].length > 0)
  const clear = () => setView({ kinds: [], originators: [], states: [], themes: [], years: [] })
  const past = Math.min(total, MOST_PAGED)
  return (
    <div className={css.found}>
      <div className={css.about}>
        <p role="status" className={css.total}>
          {t('count', { count: total })}
        </p>
        {corrected.map(({ from, to }) => (
          <p key={from} className={css.note}>
            {t('corrected', { from, to })}
          </p>
        ))}
        {named.length > 0 && (
          <p className={css.note}>
            {t('named')}{' '}
            {named.map(({ kind, code, name }) => (
              <bdi key={`${kind}:${code}`} lang={name.language} className={css.named}>
                {name.text}
              </bdi>
            ))}
          </p>
        )}
      </div>
      {(total > 0 || isFiltered) && (
        <details className={css.facets} open={isWide}>
          <summary>{t('filters')}</summary>
          {isFiltered && (
            <Button kind="quiet" size="small" icon="close" onPress={clear}>
              {t('filters.clear')}
            </Button>
          )}
          {FACETS.map((name) => (
            <Facet
              key={name}
              name={name}
              values={values[name]}
              chosen={state[name]}
              onChange={(chosen) => setView({ [name]: chosen })}
            />
          ))}
        </details>
      )}
      <div className={css.results}>
        {items.length === 0 &&
          (isFiltered ? (
            <Empty
              icon="filter"
              title={t('filtered.title')}
              action={<Button onPress={clear}>{t('filters.clear')}</Button>}
            />
          ) : (
            <Empty icon="search" title={t('nothing.title', { q: state.q })}>
              {t('nothing.help')}
            </Empty>
          ))}
        {items.length > 0 && (
          <ol className={css.list}>
            {items.map((hit) => (
              <li key={`${hit.kind} ${hit.id}`}>
                <Result of={hit} />
              </li>
            ))}
          </ol>
        )}
        {total > SIZE && (
          <Pagination page={state.page} size={SIZE} total={past} onPage={(page) => setView({ page }, { push: true })} />
        )}
        {total > MOST_PAGED && <p className={css.note}>{t('paged.out', { count: number(MOST_PAGED) })}</p>}
      </div>
    </div>
  )
}

const facetValue = ({
  code,
  name,
  count,
}: {
  code: string
  name: { text: string; language: string }
  count: number
}): FacetValue => ({
  id: code,
  name: name.text,
  language: name.language,
  count,
})
