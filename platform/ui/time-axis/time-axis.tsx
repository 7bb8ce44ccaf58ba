import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'wouter'
import css from './time-axis.module.css'
import { type Bar, type BarGroup, placeOf, type Span, ticksOf } from './time-data.ts'

type TimeAxisProps = {
  /** What the picture shows, for the screen reader. */
  label: string
  groups: readonly BarGroup[]
  span: Span
  /** yyyy-mm-dd: a line across all bars. */
  today?: string
  /** "Before and after these years": a bar that lies outside says so. */
  outside: string
}

/**
 * What lasts, on one axis of years. One stop for Tab, arrow keys go from bar to bar, Enter opens. What is planned is
 * hatched, an end that nobody knows fades, and one known only to the month or year has a broken edge.
 */
export function TimeAxis({ label, groups, span, today, outside }: TimeAxisProps) {
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  let n = 0
  const onKeyDown = (e: KeyboardEvent) => {
    const links = [...(root.current?.querySelectorAll<HTMLAnchorElement>('a[data-bar]') ?? [])]
    const here = links.indexOf(document.activeElement as HTMLAnchorElement)
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[e.key]
    const link = next === undefined ? undefined : links[next]
    if (!link) return
    e.preventDefault()
    setAt(links.indexOf(link))
    link.focus()
  }
  const now = today ? placeOf({ from: today, until: today }, span) : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: bars in a drawing have no element of their own
    <div ref={root} role="group" aria-label={label} className={css.axis} onKeyDown={onKeyDown}>
      <div className={css.head} aria-hidden="true">
        <span />
        <span className={css.ticks}>
          {ticksOf(span).map((year) => (
            <span key={year} style={style({ start: placeOf({ from: `${year}-01-01`, until: null }, span)!.start })}>
              {year}
            </span>
          ))}
        </span>
      </div>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.label || label} className={css.group}>
          {group.label && <h3 className={css.name}>{group.label}</h3>}
          <ul className={css.bars}>
            {group.bars.map((bar) => (
              <li key={bar.id} className={css.row}>
                <BarOf bar={bar} span={span} isStop={n++ === at} outside={outside} now={now?.start} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type BarOfProps = { bar: Bar; span: Span; isStop: boolean; outside: string; now: number | undefined }

function BarOf({ bar, span, isStop, outside, now }: BarOfProps) {
  const place = placeOf(bar, span)
  const [first, last] = bar.known
  return (
    <Link
      href={bar.href}
      className={css.line!}
      data-bar={bar.id}
      tabIndex={isStop ? 0 : -1}
      aria-label={place ? bar.sentence : `${bar.sentence} ${outside}`}
      title={bar.sentence}
    >
      <span className={css.label}>{bar.label}</span>
      <span className={css.lane}>
        {now !== undefined && <span className={css.now} style={style({ start: now })} />}
        {place ? (
          <span
            className={css.bar}
            data-planned={bar.isPlanned ? '' : undefined}
            data-first={first}
            data-last={last}
            style={{
              ...style({ start: place.start, length: Math.max(place.end - place.start, 0.4) }),
              ...(bar.pillar && { '--tint': `var(--pillar-${bar.pillar})` }),
            }}
          />
        ) : (
          <span className={css.outside}>{outside}</span>
        )}
      </span>
    </Link>
  )
}

const style = (of: { start: number; length?: number }): CSSProperties =>
  ({ '--start': `${of.start}%`, ...(of.length !== undefined && { '--length': `${of.length}%` }) }) as CSSProperties
