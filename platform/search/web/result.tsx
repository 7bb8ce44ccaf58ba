import { Link } from '../../ui/controls/link.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import type { Hit } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { MarkedText } from './marked-text.tsx'
import css from './search.module.css'
import { useHits } from './use-hits.ts'

/** One thing found: what it is, whose, who may see it, and the passage that was found. */
export function Result({ of: hit }: { of: Hit }) {
  const t = useTexts(texts)
  const { hrefOf, kindOf } = useHits()
  return (
    <article className={css.result}>
      <h2 className={css.title}>
        <Link href={hrefOf(hit)}>
          <MarkedText of={hit.title} />
        </Link>
      </h2>
      <p className={css.facts}>
        <Badge>{kindOf(hit.kind)}</Badge>
        {hit.code && <bdi className={css.code}>{hit.code}</bdi>}
        {hit.originator && (
          <span lang={hit.originator.name.language}>{t('originator', { name: hit.originator.name.text })}</span>
        )}
        {hit.level !== null && <LevelMark level={hit.level} />}
      </p>
      {hit.snippet && (
        <p className={css.snippet}>
          <MarkedText of={hit.snippet} />
        </p>
      )}
    </article>
  )
}
