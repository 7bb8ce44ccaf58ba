import { csvCell, xml } from '../matrix/picture-files.ts'
import { HEIGHT, type Layout, WIDTH } from './layout.ts'
import type { MapPlace, Tone } from './world-map.tsx'

/** A map as it is taken along. */
export type MapPicture = {
  title: string
  places: readonly MapPlace[]
  legend: readonly { id: string; label: string; tone: Tone }[]
  words: { place: string; value: string; sentence: string; notes: readonly string[] }
}

/** Begins with a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvOfMap({ places, legend, words }: MapPicture): string {
  const label = new Map(legend.map(({ id, label }) => [id, label]))
  const lines = [
    [words.place, 'M49', words.value, words.sentence],
    ...places.map((p) => [p.label, p.id, label.get(p.value) ?? '', p.sentence]),
    ...words.notes.map((note) => [note]),
  ]
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}

const FILLS: Readonly<Record<Tone, string>> = {
  none: '#e3e8ed',
  coming: 'url(#coming)',
  full: '#0b6fb8',
  due: 'url(#due)',
  late: 'url(#late)',
  lost: 'url(#lost)',
  'depth-1': '#c5dff0',
  'depth-2': '#85b9dd',
  'depth-3': '#3b8fc8',
  'depth-4': '#0a4f85',
}
const PATTERNS = [
  '<pattern id="coming" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0h5v5H0z" fill="#e7f2fa"/><path d="M0 0v5" stroke="#0b6fb8" stroke-width="2"/></pattern>',
  '<pattern id="due" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 0h5v5H0z" fill="#0b6fb8"/><circle cx="2.5" cy="2.5" r="1.2" fill="#fff"/></pattern>',
  '<pattern id="late" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 0h5v5H0z" fill="#fdf3df"/><path d="M0 0h5" stroke="#8a5a00" stroke-width="2.4"/></pattern>',
  '<pattern id="lost" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0h6v6H0z" fill="#fdecea"/><path d="M0 0v6M0 0h6" stroke="#b42318" stroke-width="1.6"/></pattern>',
  '<pattern id="open" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 0v4" stroke="#7a8896" stroke-width="1"/></pattern>',
]
const LINE = 18

/** For print and slides: always on white, with title, legend, source and the disclaimer in the picture itself. */
export function svgOfMap({ title, places, legend, words }: MapPicture, layout: Layout): string {
  const tones = new Map(legend.map(({ id, tone }) => [id, tone]))
  const toneOf = new Map(places.map(({ id, value }) => [id, tones.get(value) ?? 'none']))
  const fill = (id: string) => FILLS[toneOf.get(id) ?? 'none']
  const notes = words.notes.flatMap((note) => folded(note))
  const top = 52
  const foot = top + HEIGHT + 24
  const height = foot + LINE * (legend.length + notes.length) + 24
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Noto Sans, Segoe UI, sans-serif" font-size="12" fill="#14202b">`,
    `<defs>${PATTERNS.join('')}</defs><rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="16" y="32" font-size="17" font-weight="600">${xml(title)}</text>`,
    `<g transform="translate(0 ${top})"><path d="${layout.other}" fill="#eef1f4"/>`,
    ...layout.land.map(({ id, path }) => `<path d="${path}" fill="${fill(id)}"/>`),
    `<path d="${layout.undetermined}" fill="url(#open)"/>`,
    `<path d="${layout.boundaries}" fill="none" stroke="#fff" stroke-width=".7"/>`,
    `<path d="${layout.dotted}" fill="none" stroke="#475766" stroke-width=".8" stroke-dasharray="1.5 1.5"/>`,
    ...layout.circles.map(
      ({ id, x, y, r }) =>
        `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill(id)}" stroke="#475766" stroke-width=".6"/>`,
    ),
    `<text x="${layout.asterisk[0]}" y="${layout.asterisk[1]}">*</text></g>`,
    ...legend.map(
      ({ label, tone }, i) =>
        `<rect x="16" y="${foot + LINE * i}" width="22" height="12" rx="2" fill="${FILLS[tone]}" stroke="#475766" stroke-width=".5"/><text x="46" y="${foot + 10 + LINE * i}">${xml(label)}</text>`,
    ),
    ...notes.map(
      (note, i) =>
        `<text x="16" y="${foot + 18 + LINE * (legend.length + i)}" font-size="11" fill="#475766">${xml(note)}</text>`,
    ),
  ]
  return `${out.join('\n')}\n</svg>\n`
}

/** Lines of about the width of the picture; scripts without spaces break anywhere. */
function folded(note: string, most = 150): string[] {
  const wide = /[\u2e80-\u9fff]/.test(note)
  const width = wide ? most / 2 : most
  const lines = ['']
  for (const word of wide ? [...note] : note.split(/(?<= )/)) {
    if (lines.at(-1)!.length + word.length > width) lines.push('')
    lines[lines.length - 1] += word
  }
  return lines
}
