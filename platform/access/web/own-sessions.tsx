import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import { Badge } from '../../ui/marks/badge.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { Answer } from '../../ui/states/answer.tsx'
import { useAction, useEndpoint } from '../../ui/use-endpoint.ts'
import { useFormats } from '../../ui/use-formats.ts'
import { endSessions, listSessions } from '../account-contract.ts'
import { texts } from '../locales/index.ts'
import css from './access.module.css'
import { useFailure } from './failure.ts'
import { Item } from './item.tsx'

/** Where one is signed in, each to be ended. */
export function OwnSessions() {
  const t = useTexts(texts)
  const formats = useFormats()
  const { tell } = useFailure()
  const sessions = useEndpoint(listSessions, {})
  const end = useAction(endSessions, { onDone: ({ ended }) => toast(t('sessions.ended', { count: ended })) })
  const isAlone = (sessions.data?.items.length ?? 0) < 2
  return (
    <Section
      title={t('sessions')}
      actions={
        !isAlone && (
          <Button size="small" isPending={end.isPending} onPress={() => end.mutate({}, { onError: tell })}>
            {t('sessions.end_others')}
          </Button>
        )
      }
    >
      <Answer of={sessions}>
        {({ items }) => (
          <ul className={css.list}>
            {items.map((session) => (
              <Item
                key={session.id}
                title={deviceOf(session.device) ?? t('sessions.unknown')}
                mark={
                  <>
                    {session.current && <Badge tone="accent">{t('sessions.this')}</Badge>}
                    {!session.secondFactor && <Badge>{t('sessions.one_factor')}</Badge>}
                  </>
                }
                lead={
                  <>
                    {t('sessions.since', {
                      at: formats.moment(session.beganAt),
                      until: formats.moment(session.endsAt),
                    })}
                    {session.address && (
                      <>
                        {' · '}
                        <bdi>{session.address}</bdi>
                      </>
                    )}
                  </>
                }
              >
                {!session.current && (
                  <Button size="small" kind="quiet" onPress={() => end.mutate({ id: session.id }, { onError: tell })}>
                    {t('sessions.end')}
                  </Button>
                )}
              </Item>
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  )
}

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/** "Firefox, Windows": what a browser says it is, in short; others as they say. */
function deviceOf(agent: string | null): string | undefined {
  if (!agent) return undefined
  const find = (known: readonly (readonly [RegExp, string])[]) => known.find(([sign]) => sign.test(agent))?.[1]
  const named = [find(BROWSERS), find(SYSTEMS)].filter(Boolean)
  return named.length > 0 ? named.join(', ') : agent.slice(0, 60)
}
