import { useSyncExternalStore } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { Icon, type IconName } from '../controls/icon.tsx'
import { useKitTexts } from '../language.tsx'
import css from './toasts.module.css'

type Kind = 'done' | 'note' | 'bad'
type Toast = { id: number; text: string; kind: Kind; action?: { label: string; onPress: () => void } }

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function put(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}

/** Milliseconds; what asks for something stays until it is answered. */
const STAYS = 6000

/** Says in passing that something is done. What must be read, or lost words, belong on the page itself. */
export function toast(text: string, { kind = 'done', action }: { kind?: Kind; action?: Toast['action'] } = {}): void {
  const id = ++last
  put([...toasts.slice(-2), { id, text, kind, ...(action ? { action } : {}) }])
  if (!action && kind !== 'bad') setTimeout(() => dismiss(id), STAYS)
}

const dismiss = (id: number) => put(toasts.filter((one) => one.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const ICONS: Record<Kind, IconName> = { done: 'success', note: 'info', bad: 'error' }

/** Where toasts appear; once, in the shell. */
export function ToastRegion() {
  const t = useKitTexts()
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => toasts,
  )
  return (
    <section className={css.region} aria-label={t('toasts')} aria-live="polite" aria-relevant="additions">
      {shown.map(({ id, text, kind, action }) => (
        <div key={id} className={css.toast} data-kind={kind}>
          <Icon name={ICONS[kind]} />
          <span className={css.words}>{text}</span>
          {action && (
            <Button
              size="small"
              kind="quiet"
              onPress={() => {
                action.onPress()
                dismiss(id)
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton size="small" icon="close" label={t('close')} onPress={() => dismiss(id)} />
        </div>
      ))}
    </section>
  )
}
