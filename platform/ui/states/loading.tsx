import type { CSSProperties } from 'react'
import { useKitTexts } from '../language.tsx'
import css from './states.module.css'

export type Shape = 'table' | 'record' | 'list' | 'text' | 'page'

/** Keeps the place of what is coming, so that nothing jumps when it arrives. */
export function Loading({ shape = 'text', rows = 8 }: { shape?: Shape; rows?: number }) {
  const t = useKitTexts()
  return (
    <div className={css.loading} data-shape={shape} aria-busy="true">
      <span className="for-screen-readers" role="status">
        {t('loading')}
      </span>
      {(shape === 'page' || shape === 'record') && <span className={css.bone} data-part="title" />}
      {shape === 'record' && <span className={css.bone} data-part="strip" />}
      {Array.from({ length: shape === 'text' ? 3 : rows }, (_, i) => i).map((bone) => (
        <span
          key={bone}
          className={css.bone}
          data-part="line"
          style={{ '--share': SHARES[bone % SHARES.length] } as CSSProperties}
        />
      ))}
    </div>
  )
}

const SHARES = ['92%', '78%', '85%', '64%', '88%', '71%']
