import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Select } from '../../../platform/ui/controls/select.tsx'
import { useKitTexts, useTexts } from '../../../platform/ui/language.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { readBoard } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { GROUPINGS, type Grouping } from '../rules.ts'
import css from './followup.module.css'
import { Groups, OneGroup } from './groups.tsx'
import { PrintedLevel } from './marks.tsx'
import { Narrow } from './narrow.tsx'
import { Figures, Picture } from './picture.tsx'
import { OverTime } from './progress.tsx'
import { Take } from './take.tsx'
import { ADDRESS, hrefOfBoard, inputOf, PATH } from './view.ts'

/** Groups on one page. */
const SIZE = 10

/** What was recommended and what was done about it, in groups that the reader chooses, overdue first. */
export function BoardPage() {
  const kit = useKitTexts()
  const t = useTexts(texts)
  const { day } = useFormats()
  const [view, setView] = useAddress(ADDRESS)
  const { by, group } = view
  const page = Math.max(1, view.page)
  const input = inputOf(view)
  const board = useEndpoint(readBoard, { ...input, by, page: group ? 1 : page, size: SIZE }, { keep: true })
  const saved = useSavedViews(PATH)
  const hrefOf = (key: string) => hrefOfBoard({ ...view, group: key, page: 1 })
  return (
    <ListPage
      title={t('title')}
      count={board.data && t('count', { count: board.data.all.total })}
      lead={
        <>
          <p>{t('lead')}</p>
          {board.data && <p>{t('coverage', { date: day(board.data.asOf) })}</p>}
          {board.data && !group && <PrintedLevel of={board.data.items.flatMap(({ first }) => first)} />}
        </>
      }
      views={saved.tabs([{ id: 'board', label: t('name'), href: PATH, isCurrent: true }])}
      viewTools={saved.tools}
      actions={<Take by={by} input={input} />}
      filters={<Narrow view={view} setView={(change) => setView({ ...change, group: '', page: 1 })} />}
    >
      <Answer of={board} shape="table">
        {(found) =>
          found.all.total === 0 ? (
            <Empty icon="flag" title={t('nothing')}>
              {t('nothing.note')}
            </Empty>
          ) : (
            <>
              <Figures of={found.all} />
              <OverTime view={view} />
              <div className={css.choose}>
                <div className="no-print">
                  <Select
                    label={t('grouped')}
                    value={by}
                    options={GROUPINGS.map((id) => ({ id, label: t(`by.${id}`) }))}
                    onChange={(id) => setView({ by: id as Grouping, group: '', page: 1 })}
                  />
                </div>
                <p className="only-print">{kit('labelled', { label: t('grouped'), value: t(`by.${by}`) })}</p>
                <div className={css.quiet}>
                  <p>{t('once')}</p>
                  {by === 'age' && <p>{t('age.note')}</p>}
                  {found.all.counts.untold > 0 && <p>{t('untold.note', { count: found.all.counts.untold })}</p>}
                </div>
              </div>
              <div className={css.paper}>
                {group ? (
                  <OneGroup by={by} group={group} view={view} back={hrefOfBoard({ ...view, group: '', page: 1 })} />
                ) : (
                  <>
                    <Picture by={by} groups={found.items} hrefOf={hrefOf} />
                    <Groups
                      by={by}
                      of={found}
                      page={page}
                      size={SIZE}
                      onPage={(next) => setView({ page: next })}
                      hrefOf={hrefOf}
                    />
                  </>
                )}
              </div>
            </>
          )
        }
      </Answer>
    </ListPage>
  )
}
