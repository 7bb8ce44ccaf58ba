import { Suspense } from 'react'
import { later } from '../../../platform/ui/later.ts'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import type { Origin } from './origin-fields.tsx'

// The last part of a long form comes after the others.
const LevelFields = later(() => import('./level-fields.tsx').then((m) => m.LevelFields))
const AudienceFields = later(() => import('../../programmes/web/audience-fields.tsx').then((m) => m.AudienceFields))

type SeenFieldsProps = { value: Origin; onChange: (value: Origin) => void }

/** Who will see it: under consent nobody but its originator and the State, else whom the originator chooses. */
export function SeenFields({ value, onChange }: SeenFieldsProps) {
  const { kind, seen } = value
  return (
    <Suspense fallback={<Loading rows={6} />}>
      {kind === 'assessment' ? (
        <LevelFields value={seen} onChange={(next) => onChange({ ...value, seen: { ...seen, ...next } })} />
      ) : (
        <AudienceFields value={seen} onChange={(next) => onChange({ ...value, seen: next })} />
      )}
    </Suspense>
  )
}
