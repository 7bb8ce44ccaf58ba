import { IconButton } from '../controls/button.tsx'
import { Select } from '../controls/select.tsx'
import { useKitTexts } from '../language.tsx'
import { useFormats } from '../use-formats.ts'
import css from './pagination.module.css'
import { SIZES } from './use-table.ts'

type PaginationProps = {
  page: number
  size: number
  total: number
  onPage: (page: number) => void
  onSize?: (size: number) => void
}

/** Which part of the whole is on screen, and the way to the others. */
export function Pagination({ page, size, total, onPage, onSize }: PaginationProps) {
  const t = useKitTexts()
  const { number } = useFormats()
  const pages = Math.max(1, Math.ceil(total / size))
  const from = total === 0 ? 0 : (page - 1) * size + 1
  const to = Math.min(page * size, total)
  return (
    <nav className={css.pagination} aria-label={t('pages')}>
      <p className={css.range}>{t('pages.range', { from: number(from), to: number(to), total: number(total) })}</p>
      {onSize && total > SIZES[0] && (
        <div className={css.size}>
          <Select
            label={t('pages.size')}
            hideLabel
            value={String(size)}
            onChange={(id) => onSize(Number(id))}
            options={SIZES.map((n) => ({ id: String(n), label: t('pages.each', { count: n }) }))}
          />
        </div>
      )}
      {pages > 1 && (
        <div className={css.steps}>
          <IconButton
            icon="chevron-previous"
            label={t('pages.before')}
            isDisabled={page <= 1}
            onPress={() => onPage(page - 1)}
          />
          <span className={css.here} aria-current="page">
            {t('pages.here', { page: number(page), pages: number(pages) })}
          </span>
          <IconButton
            icon="chevron-next"
            label={t('pages.after')}
            isDisabled={page >= pages}
            onPress={() => onPage(page + 1)}
          />
        </div>
      )}
    </nav>
  )
}
