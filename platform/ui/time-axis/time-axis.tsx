import { type CSSProperties, createContext, type KeyboardEvent, type ReactNode, use, useRef, useState } from 'react'
import { Link } from 'wouter'
import { classes } from '../classes.ts'
import { Icon } from '../controls/icon.tsx'
import css from './time-axis.module.css'
import { type Bar, type BarGroup, type FoldedGroup, placeOf, type Span, ticksOf } from './time-data.ts'

type AxisProps = {
  /** What the picture shows, for the screen reader. */
  label: string
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
export function TimeAxis({ groups, ...axis }: AxisProps & { groups: readonly BarGroup[] }) {
  return (
    <Axis {...axis}>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.label || axis.label} className={css.group}>
          {group.label && <h3 className={css.name}>{group.label}</h3>}
          <Bars of={group.bars} />
        </section>
      ))}
    </Axis>
  )
}

type FoldedTimeAxisProps = AxisProps & { groups: readonly FoldedGroup[]; onFold: (id: string, isOpen: boolean) => void }

/** The same for many bars: groups that are opened and folded by a press, or by the arrow keys along the line. */
export function FoldedTimeAxis({ groups, onFold, ...axis }: FoldedTimeAxisProps) {
  return (
    <Axis {...axis}>
      {groups.map((group, i) => (
        <section key={group.id} aria-label={group.label} className={css.group}>
          <GroupLine of={group} isFirst={i === 0} onFold={(isOpen) => onFold(group.id, isOpen)} />
          {group.isOpen && <div className={css.inner}>{group.body}</div>}
        </section>
      ))}
    </Axis>
  )
}

type Frame = { span: Span; outside: string; now: number | undefined; at: string | null; setAt: (stop: string) => void }
const InAxis = createContext<Frame | null>(null)

function Axis({ label, span, today, outside, children }: AxisProps & { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const onKeyDown = (e: KeyboardEvent) => {
    const stops = [...(root.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
    const here = stops.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: stops.length - 1 }[e.key]
    const stop = here < 0 || next === undefined ? undefined : stops[next]
    if (!stop) return
    e.preventDefault()
    stop.focus()
  }
  const now = today ? placeOf({ from: today, until: today }, span)?.start : undefined
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
      <InAxis value={{ span, outside, now, at, setAt }}>{children}</InAxis>
    </div>
  )
}

/** One of the places between which the arrow keys go; Tab reaches the first, and the one that was reached last. */
function useStop(id: string, isFirst: boolean) {
  const { at, setAt } = use(InAxis)!
  return { 'data-stop': id, tabIndex: at === id || isFirst ? 0 : -1, onFocus: () => setAt(id) }
}

type GroupLineProps = { of: FoldedGroup; isFirst: boolean; onFold: (isOpen: boolean) => void }

function GroupLine({ of, isFirst, onFold }: GroupLineProps) {
  const { span, now } = use(InAxis)!
  const stop = useStop(`group ${of.id}`, isFirst)
  const { label, count, isOpen } = of
  // Once it is open, its bars say it.
  const place = !isOpen && (of.from || of.until) ? placeOf(of, span) : undefined
  const onKeyDown = (e: KeyboardEvent) => {
    const isForward = e.key === (getComputedStyle(e.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight')
    const isBack = !isForward && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')
    if ((isForward && !isOpen) || (isBack && isOpen)) onFold(!isOpen)
  }
  return (
    <h3 className={css.groupHead}>
      <button
        type="button"
        className={classes(css.line, css.groupLine)}
        {...stop}
        aria-expanded={isOpen}
        onKeyDown={onKeyDown}
        onClick={() => onFold(!isOpen)}
      >
        <span className={css.groupName}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-next'} />
          <span className={css.groupLabel}>{label}</span>
          <span className={css.count}>{count}</span>
        </span>
        <span className={css.lane}>
          {now !== undefined && <span className={css.now} style={style({ start: now })} />}
          {place && (
            <span className={css.whole} style={style({ start: place.start, length: place.end - place.start })} />
          )}
        </span>
      </button>
    </h3>
  )
}

/** Bars of one group, inside an axis; `isFolded`: of a group whose head is a stop already. */
export function Bars({ of, isFolded = false }: { of: readonly Bar[]; isFolded?: boolean }) {
  return (
    <ul className={css.bars}>
      {of.map((bar, i) => (
        <li key={bar.id} className={css.row}>
          <BarOf bar={bar} isFirst={i === 0 && !isFolded} />
        </li>
      ))}
    </ul>
  )
}

function BarOf({ bar, isFirst }: { bar: Bar; isFirst: boolean }) {
  const { span, outside, now } = use(InAxis)!
  const stop = useStop(bar.id, isFirst)
  const place = placeOf(bar, span)
  const [first, last] = bar.known
  return (
    <Link
      href={bar.href}
      className={css.line!}
      data-bar={bar.id}
      {...stop}
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
