import { Suspense } from 'react'
import { filesOf } from '../../../platform/exports/web/use-downloads.ts'
import { oneOf } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { later } from '../../../platform/ui/later.ts'
import { Menu } from '../../../platform/ui/overlays/menu.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { downloadGroups } from '../../../platform/ui/table/table-tools.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { useSavedViews } from '../../../platform/views/web/use-saved-views.tsx'
import { ACTIVITY_STATUSES } from '../../programmes/fields.ts'
import { hrefWith, NARROWING } from '../../programmes/web/narrowing.ts'
import { inputOf, Narrow, useViews } from '../../programmes/web/view.tsx'
import { exportFigures, type Figures, listFigures } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { before, FIGURES, STANDINGS } from '../rules.ts'
import { FigureCard } from './figure-card.tsx'
import { FigureTable } from './figure-table.tsx'
import css from './figures.module.css'
import { yearsIn } from './words.ts'

const FigureRecords = later(() => import('./figure-records.tsx').then((m) => m.FigureRecords))

const PATH = '/programmes/figures'
const NO_FIGURE = { figure: 'none', standing: 'counted' } as const
const ADDRESS = {
  ...NARROWING,
  figure: oneOf(['none', ...FIGURES] as const, 'none'),
  standing: oneOf(STANDINGS, 'counted'),
}

/** What was done in a period, by type as the report counts it, beside what the report states. */
export function FiguresPage() {
  const t = useTexts(texts)
  const [address, setView] = useAddress(ADDRESS)
  // Where the address says one end of the period, that year alone is meant.
  const from = address.from ?? address.until
  const until = from && Math.max(from, address.until ?? from)
  const view = { ...address, from, until }
  const asked = inputOf(view, ACTIVITY_STATUSES)
  const found = useEndpoint(listFigures, asked, { keep: true })
  const saved = useSavedViews(PATH)
  return (
    <ListPage
      title={t('figures')}
      lead={<p>{t('figures.lead')}</p>}
      views={saved.tabs(useViews(PATH, view, 'activity'))}
      viewTools={saved.tools}
      actions={
        <Menu
          label={t('download')}
          trigger={<Button icon="download">{t('download')}</Button>}
          groups={downloadGroups(filesOf(exportFigures, asked))}
        />
      }
      filters={<Narrow kind="activity" view={view} setView={(change) => setView({ ...change, ...NO_FIGURE })} />}
    >
      <Answer of={found} shape="table">
        {(figures) => (
          <>
            <Years
              of={figures}
              isChosen={from !== null}
              href={(to) => hrefWith(PATH, { ...view, ...to, figure: undefined, standing: undefined })}
            />
            <div className={css.cards}>
              {figures.figures.map((figure) => (
                <FigureCard
                  key={figure.figure}
                  of={figure}
                  figures={figures}
                  href={(standing) =>
                    hrefWith(PATH, {
                      ...view,
                      figure: figure.figure,
                      ...(standing === 'counted' ? { standing: undefined } : { standing }),
                    })
                  }
                  yearHref={(year) =>
                    hrefWith(PATH, { ...view, from: year, until: year, figure: figure.figure, standing: undefined })
                  }
                />
              ))}
            </div>
            {view.figure !== 'none' && (
              <Suspense fallback={<Loading shape="table" />}>
                <FigureRecords
                  asked={asked}
                  figure={view.figure}
                  standing={view.standing}
                  onClose={() => setView(NO_FIGURE)}
                />
              </Suspense>
            )}
            <FigureTable of={figures} />
            <HowItIsCounted of={figures} />
          </>
        )}
      </Answer>
    </ListPage>
  )
}

type YearsProps = { of: Figures; isChosen: boolean; href: (to: { from: number; until: number }) => string }

/** The period the figures are of, and the ones before and after it. */
function Years({ of, isChosen, href }: YearsProps) {
  const t = useTexts(texts)
  const { period } = of
  const after = { from: period.until + 1, until: period.until + (period.until - period.from + 1) }
  return (
    <div className={css.years}>
      <h2>{t('in_years', { years: yearsIn(period) })}</h2>
      {!isChosen && <p>{t('latest', { years: yearsIn(period) })}</p>}
      <p className={css.steps}>
        <Link href={href(before(period))}>{t('earlier', { years: yearsIn(of.before) })}</Link>
        <Link href={href(after)}>{t('later', { years: yearsIn(after) })}</Link>
      </p>
    </div>
  )
}

function HowItIsCounted({ of }: { of: Figures }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const left = of.totals.total - of.totals.items.length
  return (
    <section className={css.how} aria-label={t('how')}>
      <h2>{t('how')}</h2>
      <ul>
        {(['how.done', 'how.once', 'how.bounds', 'never_added'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {left > 0 && <p>{t('stated.more', { count: left })}</p>}
      <p>{t('coverage', { date: day(of.asOf) })}</p>
    </section>
  )
}
