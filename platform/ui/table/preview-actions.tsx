import { ButtonLink, IconButton } from '../controls/button.tsx'
import { useKitTexts } from '../language.tsx'
import type { UsedTable } from './use-table.ts'

type PreviewActionsProps = { href: string; ids: readonly string[]; table: UsedTable }

/** Beside the title of a preview: the row before, the row after, the record in full. */
export function PreviewActions({ href, ids, table }: PreviewActionsProps) {
  const t = useKitTexts()
  const at = ids.indexOf(table.preview)
  const step = (by: number) => {
    const next = ids[at + by]
    if (next !== undefined) table.set({ preview: next })
  }
  return (
    <>
      <IconButton icon="chevron-up" label={t('preview.before')} isDisabled={at <= 0} onPress={() => step(-1)} />
      <IconButton
        icon="chevron-down"
        label={t('preview.after')}
        isDisabled={at === ids.length - 1}
        onPress={() => step(1)}
      />
      <ButtonLink href={href} kind="outlined" size="small">
        {t('preview.open')}
      </ButtonLink>
    </>
  )
}
