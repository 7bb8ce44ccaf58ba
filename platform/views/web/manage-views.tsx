import { useState } from 'react'
import { Button, IconButton } from '../../ui/controls/button.tsx'
import { Switch } from '../../ui/controls/switch.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { arrangeViews, removeView, type SavedView } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { EditView } from './edit-view.tsx'
import css from './views.module.css'

type ManageViewsProps = {
  page: string
  /** What the page shows now. */
  query: string
  items: readonly SavedView[]
  onClose: () => void
}

/** The views of a page: their order, which of them it opens with, what they are called, who has them. */
export function ManageViews({ page, query, items, onClose }: ManageViewsProps) {
  const t = useTexts(texts)
  const [asked, setAsked] = useState<{ view: SavedView; to: 'edit' | 'remove' }>()
  const arrange = useAction(arrangeViews)
  const opens = items.find((view) => view.opens)?.id ?? null
  const ids = items.map(({ id }) => id)
  const move = (at: number, by: 1 | -1) => {
    const next = [...ids]
    next.splice(at + by, 0, next.splice(at, 1)[0]!)
    arrange.mutate({ page, ids: next, opens })
  }
  return (
    <Dialog
      title={t('manage')}
      isOpen
      onOpenChange={onClose}
      actions={
        <Button kind="filled" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <ol className={css.list}>
        {items.map((view, i) => (
          <li key={view.id} className={css.item}>
            <div className={css.words}>
              <p className={css.name}>
                <bdi>{view.name}</bdi> {view.shared && <Badge icon="people">{t('shared.mark')}</Badge>}
              </p>
              {view.by && <p className={css.hint}>{t('shared.by', { name: view.by.name ?? t('someone') })}</p>}
              <Switch
                isSelected={view.opens}
                onChange={(isOn) => arrange.mutate({ page, ids, opens: isOn ? view.id : null })}
              >
                {t('opens')}
              </Switch>
            </div>
            <div className={css.acts}>
              <IconButton
                size="small"
                icon="arrow-up"
                label={t('up', { name: view.name })}
                isDisabled={i === 0}
                onPress={() => move(i, -1)}
              />
              <IconButton
                size="small"
                icon="arrow-down"
                label={t('down', { name: view.name })}
                isDisabled={i === items.length - 1}
                onPress={() => move(i, 1)}
              />
              {view.by === null && (
                <IconButton
                  size="small"
                  icon="edit"
                  label={t('rename', { name: view.name })}
                  onPress={() => setAsked({ view, to: 'edit' })}
                />
              )}
              {view.mayRemove && (
                <IconButton
                  size="small"
                  icon="delete"
                  label={t('remove', { name: view.name })}
                  onPress={() => setAsked({ view, to: 'remove' })}
                />
              )}
            </div>
            {asked?.view.id === view.id && asked.to === 'edit' && (
              <EditView view={view} query={query} onClose={() => setAsked(undefined)} />
            )}
            {asked?.view.id === view.id && asked.to === 'remove' && (
              <Removal view={view} onClose={() => setAsked(undefined)} />
            )}
          </li>
        ))}
      </ol>
      {arrange.error && <p role="alert">{arrange.error.message}</p>}
    </Dialog>
  )
}

function Removal({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const t = useTexts(texts)
  const remove = useAction(removeView, {
    onDone: () => {
      toast(t('removed'))
      onClose()
    },
  })
  return (
    <div className={css.part} role="alert">
      <p>{t(view.shared ? 'remove.shared' : 'remove.own')}</p>
      {remove.error && <p>{remove.error.message}</p>}
      <div className={css.acts}>
        <Button kind="danger" size="small" isPending={remove.isPending} onPress={() => remove.mutate({ id: view.id })}>
          {t('remove', { name: view.name })}
        </Button>
        <Button size="small" onPress={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
