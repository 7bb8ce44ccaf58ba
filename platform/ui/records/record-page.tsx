import { type ReactNode, useId } from 'react'
import { useKitTexts } from '../language.tsx'
import { Badge } from '../marks/badge.tsx'
import { Panels } from '../panels.tsx'
import { usePageTitle } from '../shell/page-title.tsx'
import { Contents, InContents, useContents, usePart } from './contents.tsx'
import { type Fact, FactList } from './fact-list.tsx'
import css from './record-page.module.css'
import { WayBack } from './way-back.tsx'

type RecordPageProps = {
  /** "Programme", "Request". */
  kind: string
  symbol?: string
  /** For the browser's title and the screen reader. */
  name: string
  /** What stands as heading; `name` where absent. A WrittenText as a rule. */
  title?: ReactNode
  status?: ReactNode
  /** Made up for the demonstration, and says so. */
  isInvented?: boolean
  /** The one most likely filled, the others outlined. */
  actions?: ReactNode
  /** A WhoCanSeeStrip. */
  whoCanSee?: ReactNode
  lead?: ReactNode
  facts: readonly Fact[]
  /** Beside the facts: people and dates. */
  aside?: readonly Fact[]
  /** Related records: Sections with SmallTables. */
  children?: ReactNode
  /** The record itself, below all else of which stands what every record has: its comments, its history. */
  of?: { id: string; kind: string; mine: string }
  /** The list it belongs to. */
  back?: { href: string; label: string }
}

/** The one anatomy of a record, everywhere. */
export function RecordPage(props: RecordPageProps) {
  const t = useKitTexts()
  const { kind, symbol, name, title, status, isInvented, actions, whoCanSee, lead, facts, aside, children, of } = props
  usePageTitle(name)
  const { parts, add } = useContents()
  return (
    <article className={css.record}>
      {props.back && <WayBack {...props.back} />}
      <header className={css.head}>
        <div className={css.line}>
          <p className={css.kind}>
            <span>{kind}</span>
            {symbol && <bdi className={css.symbol}>{symbol}</bdi>}
            {status}
            {isInvented && <Badge tone="warn">{t('invented')}</Badge>}
          </p>
          <h1 className={css.title}>{title ?? name}</h1>
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {of && of.mine !== 'discover' && <Panels place="record.above" id={of.id} code={of.kind} waiting={null} />}
      {whoCanSee}
      {lead && <div className={css.lead}>{lead}</div>}
      <div className={css.summary}>
        <FactList facts={facts} />
        {aside && (
          <aside className={css.aside} aria-label={t('record.aside')}>
            <FactList facts={aside} />
          </aside>
        )}
      </div>
      <Contents of={parts} />
      <InContents value={add}>
        {children}
        {of && <Panels place={of.mine === 'discover' ? 'record.known' : 'record.below'} id={of.id} code={of.kind} />}
      </InContents>
    </article>
  )
}

type SectionProps = { title: string; count?: string; actions?: ReactNode; children: ReactNode; id?: string }

/** A part of a page under its own heading. */
export function Section({ title, count, actions, children, id }: SectionProps) {
  const own = useId()
  const element = usePart(id ?? own, title)
  return (
    <section ref={element} className={css.section} aria-label={title} id={id ?? own}>
      <header className={css.sectionHead}>
        <h2>{title}</h2>
        {count && <span className={css.count}>{count}</span>}
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
