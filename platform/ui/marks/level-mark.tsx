import { classes } from '../classes.ts'
import { useKitTexts } from '../language.tsx'
import css from './marks.module.css'

/** Open ring, half, full: the shape says the level without its colour. */
const SHAPES = ['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z', 'M8 2 14.5 13.5h-13Z', 'M5 2h6l3 3v6l-3 3H5l-3-3V5Z']

/** Level of ST/SGB/2007/6: 0 unclassified, 1 confidential, 2 strictly confidential. Word, shape and colour. */
export function LevelMark({ level }: { level: number }) {
  const t = useKitTexts()
  const known = level === 1 || level === 2 ? level : 0
  return (
    <span className={classes(css.level, css[`level${known}`])}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[known]} />
      </svg>
      {t(`level.${known}`)}
    </span>
  )
}
