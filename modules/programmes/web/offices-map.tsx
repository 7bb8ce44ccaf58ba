import { lazy, Suspense } from 'react'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import type { MapPlace } from '../../../platform/ui/map/world-map.tsx'
import { Loading } from '../../../platform/ui/states/loading.tsx'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listStates } from '../../directory/contract.ts'
import type { Host, listHosts } from '../contract.ts'
import { texts } from '../locales/index.ts'

// The map brings its own data: it is fetched when it is first shown.
const WorldMap = lazy(() => import('../../../platform/ui/map/world-map.tsx').then((m) => ({ default: m.WorldMap })))

const STANDINGS = [
  { id: 'office', tone: 'full' },
  { id: 'deployment', tone: 'due' },
  { id: 'planned', tone: 'coming' },
  { id: 'none', tone: 'none' },
] as const

/** The most that a State hosts now, else what is planned there. */
function standingOf(host: Host | undefined): (typeof STANDINGS)[number]['id'] {
  if (!host) return 'none'
  if (host.offices + host.hubs > 0) return 'office'
  if (host.deployments > 0) return 'deployment'
  return host.planned > 0 ? 'planned' : 'none'
}

type OfficesMapProps = {
  hosts: (typeof listHosts.output)['_zod']['output']
  /** Where a State leads. */
  hrefOf: (code: string) => string
}

/** The States of the world by what they host. */
export function OfficesMap({ hosts: { items, coverage }, hrefOf }: OfficesMapProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { day } = useFormats()
  const say = useHostSentence()
  const { data: states } = useEndpoint(listStates, {})
  if (!states) return <Loading shape="table" />
  const hosts = new Map(items.map((host) => [host.state.code, host]))
  const places = states.items.map(({ code, m49, names }): MapPlace => {
    const host = hosts.get(code)
    return {
      id: m49,
      label: names[language]!,
      value: standingOf(host),
      sentence: host ? say(host) : t('host.nothing', { state: names[language]! }),
      href: hrefOf(code),
    }
  })
  return (
    <Suspense fallback={<Loading shape="table" />}>
      <WorldMap
        title={t('offices.map')}
        places={places}
        legend={STANDINGS.map(({ id, tone }) => ({ id, label: t(`host.${id}`), tone }))}
        placesTitle={t('axis.state')}
        valuesTitle={t('label.host_what')}
        notes={[
          t('offices.source', { date: day(coverage.asOf) }),
          ...(coverage.undated > 0 ? [t('coverage.undated', { count: coverage.undated })] : []),
          ...(coverage.unplaced > 0 ? [t('coverage.unhosted', { count: coverage.unplaced })] : []),
        ]}
      />
    </Suspense>
  )
}

/** "Qatar: 1 office and 1 hub (UNOCT)." */
function useHostSentence(): (host: Host) => string {
  const t = useTexts(texts)
  const { list } = useFormats()
  return (host) => {
    const { offices, hubs, deployments, planned, closed } = host
    const what = [
      offices > 0 && t('host.offices', { count: offices }),
      hubs > 0 && t('host.hubs', { count: hubs }),
      deployments > 0 && t('host.deployments', { count: deployments }),
      planned > 0 && t('host.planned_count', { count: planned }),
      closed > 0 && t('host.closed_count', { count: closed }),
    ].filter((part) => part !== false)
    return t('host.sentence', {
      state: host.state.name.text,
      what: list(what),
      who: list(host.entities.map(({ code }) => code)),
    })
  }
}
