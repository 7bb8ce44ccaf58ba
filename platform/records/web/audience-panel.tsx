import { useState } from 'react'
import { Button } from '../../ui/controls/button.tsx'
import { LevelMark } from '../../ui/marks/level-mark.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import { toast } from '../../ui/overlays/toasts.tsx'
import { FactList } from '../../ui/records/fact-list.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { type Audience, type GrantLine, withdraw } from '../contract.ts'
import { ChangeLevel } from './change-level.tsx'
import { GrantList } from './grant-list.tsx'
import { RecordLink } from './record-link.tsx'
import css from './records.module.css'
import { ShareForm } from './share-form.tsx'
import { useRecordTexts } from './words.ts'

/** Who can see a record, why, until when: all of it for its originator, the reader's own part for a reader. */
export function AudiencePanel({ of }: { of: Audience }) {
  const t = useRecordTexts()
  const { head, grants, keptOut, sources, mayShare, mayKeepOut } = of
  return (
    <div className={css.panel}>
      <FactList
        facts={[
          { label: t('level'), value: <LevelMark level={head.level} /> },
          { label: t('handling'), value: head.handling.map((caveat) => t(`handling.${caveat}`)).join(' · ') },
          { label: t('originator'), value: <WrittenText of={head.originator.name} quiet /> },
        ]}
      />
      {mayShare && <ChangeLevel head={head} />}
      {head.own ? <Whole grants={grants} mayShare={mayShare} /> : <Part of={of} />}
      {mayShare && <ShareForm records={[head.id]} level={head.level} />}
      {mayKeepOut && (
        <>
          {keptOut.length > 0 && <Lines title={t('audience.kept_out')} lines={keptOut} mayWithdraw />}
          <ShareForm records={[head.id]} level={head.level} keepOut />
        </>
      )}
      {sources.length > 0 && (
        <section className={css.part}>
          <h3>{t('audience.sources')}</h3>
          <p className={css.hint}>{t('audience.sources.hint')}</p>
          <ul className={css.sources}>
            {sources.map((source) => (
              <li key={source.id}>
                <RecordLink of={source} />
                <span className={css.hint}>{source.originator.name.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** For the originator: now, later, kept out, before. */
function Whole({ grants, mayShare }: { grants: readonly GrantLine[]; mayShare: boolean }) {
  const t = useRecordTexts()
  const live = (state: GrantLine['state'], isDenied: boolean) =>
    grants.filter((g) => g.state === state && (g.gives === 'deny') === isDenied)
  const before = grants.filter((g) => g.state === 'ended' || g.state === 'withdrawn')
  const parts = [
    { title: t('audience.in_force'), lines: live('in_force', false) },
    { title: t('audience.later'), lines: live('upcoming', false) },
    { title: t('audience.kept_out'), lines: [...live('in_force', true), ...live('upcoming', true)] },
  ]
  return (
    <>
      {parts.map(({ title, lines }) =>
        lines.length > 0 ? <Lines key={title} title={title} lines={lines} mayWithdraw={mayShare} /> : null,
      )}
      {before.length > 0 && (
        <details className={css.part}>
          <summary>{t('audience.ended')}</summary>
          <GrantList lines={before} />
        </details>
      )}
    </>
  )
}

/** For a reader: why they themselves see it. */
function Part({ of: { head, grants } }: { of: Audience }) {
  const t = useRecordTexts()
  return (
    <section className={css.part}>
      <h3>{t('audience.mine')}</h3>
      <GrantList lines={grants} />
      <p className={css.hint}>{t('audience.others_hidden', { originator: head.originator.name.text })}</p>
    </section>
  )
}

type LinesProps = { title: string; lines: readonly GrantLine[]; mayWithdraw: boolean }

function Lines({ title, lines, mayWithdraw }: LinesProps) {
  const t = useRecordTexts()
  const [failed, setFailed] = useState<string>()
  const act = useAction(withdraw, { onDone: ({ withdrawn }) => toast(t('audience.unshared', { count: withdrawn })) })
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      <GrantList
        lines={lines}
        action={(line) =>
          mayWithdraw && line.basis !== 'originator' ? (
            <Button
              size="small"
              kind="quiet"
              isPending={act.isPending && act.variables.grants[0] === line.id}
              onPress={() => act.mutate({ grants: [line.id] }, { onError: (error) => setFailed(error.message) })}
            >
              {t('audience.unshare')}
            </Button>
          ) : null
        }
      />
      {failed && (
        <p role="alert" className={css.failed}>
          {failed}
        </p>
      )}
    </section>
  )
}
