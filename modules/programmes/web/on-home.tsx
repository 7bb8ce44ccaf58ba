import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { type ActivityRow, listActivities } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { Acronyms, useSpan } from './marks.tsx'
import { hrefWith } from './narrowing.ts'
import css from './programmes.module.css'

const FEW = 5

/** On the home page: activities that are planned, soonest first. */
export function Planned() {
  const t = useTexts(texts)
  const span = useSpan()
  const activities = useEndpoint(listActivities, { statuses: ['planned'], sort: 'start', size: FEW })
  return (
    <Answer of={activities} shape="list" rows={FEW}>
      {({ items, total }) =>
        total > 0 && (
          <Few
            title={t('home.planned')}
            items={items}
            path="/programmes/activities"
            all={hrefWith('/programmes/activities', { statuses: ['planned'] })}
            when={span}
          />
        )
      }
    </Answer>
  )
}

type FewProps = {
  title: string
  items: readonly ActivityRow[]
  path: string
  all: string
  when: (row: ActivityRow) => string
}

function Few({ title, items, path, all, when }: FewProps) {
  const t = useTexts(texts)
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={css.few}>
        {items.map((row) => (
          <li key={row.id}>
            <Link href={`${path}/${row.id}`}>
              <WrittenText of={row.title} quiet />
            </Link>
            <span>
              <Acronyms of={row.leads} /> · <bdi>{when(row)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <Link href={all}>{t('home.all')}</Link>
    </section>
  )
}
