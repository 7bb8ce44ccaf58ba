import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import world from 'world-atlas/countries-110m.json' with { type: 'json' }
import { useGo } from '../address/use-address.ts'
import { Button } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import { save, savePng } from '../matrix/picture-files.ts'
import { Menu } from '../overlays/menu.tsx'
import { SmallTable } from '../table/small-table.tsx'
import { HEIGHT, layOut, placeTowards, WIDTH } from './layout.ts'
import css from './map.module.css'
import { csvOfMap, type MapPicture, svgOfMap } from './map-files.ts'
import { shapesOf } from './shapes.ts'

/** How a place is filled: each by its pattern too, never by colour alone. */
export type Tone = 'none' | 'coming' | 'full' | 'due' | 'late' | 'lost' | Depth
/** Of figures, from few to many: the more, the darker by day and the lighter by night. */
type Depth = 'depth-1' | 'depth-2' | 'depth-3' | 'depth-4'

export type MapPlace = {
  /** Code of the standard M49. */
  id: string
  label: string
  /** Id of an entry of the legend. */
  value: string
  /** What the place says: "Fiji: active. 2 focal points". */
  sentence: string
  href: string
}

export type WorldMapProps = {
  /** The finding, or the question the picture answers. */
  title: string
  places: readonly MapPlace[]
  legend: readonly { id: string; label: string; tone: Tone }[]
  /** "States", "Standing": heads of the table beside the picture. */
  placesTitle: string
  valuesTitle: string
  /** Where the figures come from, of which day, what they leave out. */
  notes: readonly string[]
}

/**
 * A world of States: equal-area, small States as circles. One stop for Tab, arrow keys move to the nearest State, Enter
 * opens it; the same stands below as a table, and can be taken along. Comes with its own data: load it lazily.
 */
export function WorldMap({ title, places, legend, placesTitle, valuesTitle, notes }: WorldMapProps) {
  const t = useKitTexts()
  const [said, setSaid] = useState('')
  const [isOpen, setOpen] = useState(false)
  const known = places.map(({ id }) => id).join()
  const layout = useMemo(() => layOut(shapesOf(world as never), new Set(known.split(','))), [known])
  const labels = new Map(legend.map(({ id, label }) => [id, label]))
  const disclaimers = [t('map.disclaimer'), t('map.disclaimer.status')]
  const picture: MapPicture = {
    title,
    places,
    legend,
    words: { place: placesTitle, value: valuesTitle, sentence: t('map.sentence'), notes: [...notes, ...disclaimers] },
  }
  return (
    <figure className={css.figure} aria-label={title}>
      <figcaption className={css.caption}>
        <h2 className={css.title}>{title}</h2>
      </figcaption>
      <div className={css.tools}>
        <Menu
          label={t('download')}
          trigger={
            <Button kind="outlined" icon="download">
              {t('download')}
            </Button>
          }
          entries={[
            { id: 'csv', label: 'CSV', onAction: () => save(csvOfMap(picture), 'text/csv', `${title}.csv`) },
            {
              id: 'svg',
              label: 'SVG',
              onAction: () => save(svgOfMap(picture, layout), 'image/svg+xml', `${title}.svg`),
            },
            { id: 'png', label: 'PNG', onAction: () => void savePng(svgOfMap(picture, layout), `${title}.png`) },
          ]}
        />
        <Button kind="quiet" icon="print" onPress={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <p className={css.said} aria-hidden="true">
        {said || t('map.hint')}
      </p>
      <Drawing {...{ title, places, legend, layout }} onSay={setSaid} />
      <ul className={css.legend}>
        {legend.map(({ id, label, tone }) => (
          <li key={id}>
            <svg viewBox="0 0 22 12" className={css.sample} aria-hidden="true">
              <rect width="22" height="12" rx="2" data-tone={tone} />
            </svg>
            {label}
          </li>
        ))}
        <li>
          <svg viewBox="0 0 22 12" className={css.sample} aria-hidden="true">
            <rect width="22" height="12" rx="2" data-tone="open" />
          </svg>
          {t('map.open')}
        </li>
      </ul>
      <div className={css.notes}>
        {[...notes, ...disclaimers].map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <details className={css.twin} onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{t('map.twin')}</summary>
        {isOpen && (
          <SmallTable
            label={title}
            rows={places}
            rowId={(place) => place.id}
            rowHref={(place) => place.href}
            columns={[
              { id: 'place', title: placesTitle, cell: (place) => place.label },
              { id: 'value', title: valuesTitle, cell: (place) => labels.get(place.value) },
            ]}
          />
        )}
      </details>
    </figure>
  )
}

type DrawingProps = Pick<WorldMapProps, 'title' | 'places' | 'legend'> & {
  layout: ReturnType<typeof layOut>
  onSay: (sentence: string) => void
}

function Drawing({ title, places, legend, layout, onSay }: DrawingProps) {
  const go = useGo()
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  // On a phone the middle of the map is seen first, not the ocean at its edge.
  useEffect(() => {
    const shown = scroller.current!
    shown.scrollLeft = (shown.scrollWidth - shown.clientWidth) / 2
  }, [])
  const [at, setAt] = useState(places[0]?.id ?? '')
  const byId = new Map(places.map((place) => [place.id, place]))
  const tones = new Map(legend.map(({ id, tone }) => [id, tone]))
  const placeOf = (target: EventTarget) =>
    byId.get((target as Element).closest<SVGElement>('[data-place]')?.dataset['place'] ?? '')
  const onKeyDown = (e: KeyboardEvent) => {
    const next = placeTowards(layout.points, at, e.key)
    if (!next) return
    e.preventDefault()
    setAt(next)
    svg.current?.querySelector<SVGElement>(`[data-place="${next}"]`)?.focus()
  }
  const wayTo = (place: string) => {
    const { href = '#', sentence = '', value = '' } = byId.get(place) ?? {}
    return {
      href,
      'aria-label': sentence,
      'data-place': place,
      'data-tone': tones.get(value) ?? 'none',
      tabIndex: place === at ? 0 : -1,
      className: css.place,
    }
  }
  return (
    <div ref={scroller} className={css.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of links in a drawing has no element of its own */}
      <svg
        ref={svg}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={css.map}
        role="group"
        aria-label={title}
        aria-describedby={id}
        onKeyDown={onKeyDown}
        onPointerOver={(e) => onSay(placeOf(e.target)?.sentence ?? '')}
        onPointerLeave={() => onSay('')}
        onFocus={(e) => {
          const place = placeOf(e.target)
          if (!place) return
          setAt(place.id)
          onSay(place.sentence)
        }}
        onClick={(e) => {
          const place = placeOf(e.target)
          if (!place || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
          e.preventDefault()
          go(place.href)
        }}
      >
        <Patterns />
        <path d={layout.other} className={css.other} />
        {layout.land.map(({ id, path }) => (
          <a key={id} {...wayTo(id)}>
            <path d={path} />
          </a>
        ))}
        <path d={layout.undetermined} className={css.open} />
        <path d={layout.boundaries} className={css.boundaries} />
        <path d={layout.dotted} className={css.dotted} />
        <text x={layout.asterisk[0]} y={layout.asterisk[1]} className={css.asterisk}>
          *
        </text>
        {layout.circles.map(({ id, x, y, r }) => (
          <a key={id} {...wayTo(id)}>
            <circle cx={x} cy={y} r={r} className={css.circle} />
          </a>
        ))}
      </svg>
    </div>
  )
}

/** Fills that differ in drawing as well as in colour; the colours are the style sheet's. */
function Patterns() {
  return (
    <defs>
      <pattern id="map-coming" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0h5v5H0z" className={css.tint} />
        <path d="M0 0v5" className={css.stripe} />
      </pattern>
      <pattern id="map-due" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 0h5v5H0z" className={css.solid} />
        <circle cx="2.5" cy="2.5" r="1.2" className={css.dot} />
      </pattern>
      <pattern id="map-late" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 0h5v5H0z" className={css.warnTint} />
        <path d="M0 0h5" className={css.warnStripe} />
      </pattern>
      <pattern id="map-lost" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0h6v6H0z" className={css.badTint} />
        <path d="M0 0v6M0 0h6" className={css.badStripe} />
      </pattern>
      <pattern id="map-open" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <path d="M0 0v4" className={css.openStripe} />
      </pattern>
    </defs>
  )
}
