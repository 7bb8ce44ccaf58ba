import { show } from '../../../platform/text.ts'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useLanguage, useTexts } from '../../../platform/ui/language.tsx'
import { Badge } from '../../../platform/ui/marks/badge.tsx'
import { WrittenText } from '../../../platform/ui/marks/written-text.tsx'
import type { PageProps } from '../../../platform/ui/pages.ts'
import { Panels } from '../../../platform/ui/panels.tsx'
import { FactList } from '../../../platform/ui/records/fact-list.tsx'
import { RecordPage, Section } from '../../../platform/ui/records/record-page.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { FilterSentence } from '../../../platform/ui/table/filter-sentence.tsx'
import { holes } from '../../../platform/ui/table/holes.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type GroupRecord, readGroup } from '../contract/groups.ts'
import { texts } from '../locales/index.ts'
import { leads } from '../rules.ts'
import { asOnPart, dayIn } from './as-on.ts'
import css from './directory.module.css'
import { GroupMembers } from './group-members.tsx'
import { GroupRuleSection } from './group-rule.tsx'
import { hrefOfGroup } from './hrefs.ts'
import { KeepGroup } from './keep-group.tsx'
import { Unofficial } from './period.tsx'
import { WorkPlan } from './work-plan.tsx'

const ADDRESS = { on: text() }

/** The Compact or one of its working groups: who leads and belongs to it on a day, and who did before. */
export function GroupPage({ params }: PageProps) {
  const [{ on }] = useAddress(ADDRESS)
  const group = useEndpoint(readGroup, { code: params['code'] ?? '', ...dayIn(on) }, { keep: true })
  return (
    <Answer of={group} shape="record">
      {(found) => <Group of={found} />}
    </Answer>
  )
}

function Group({ of }: { of: GroupRecord }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const may = useMay()
  const { day, list, number } = useFormats()
  const [{ on }, setView] = useAddress(ADDRESS)
  const leaders = of.members.filter((m) => leads(m.role))
  const others = of.members.filter((m) => !leads(m.role))
  return (
    <RecordPage
      kind={t(`group.${of.kind}`)}
      symbol={of.code}
      name={show(of.names, language).text}
      title={<WrittenText of={of.names} />}
      status={
        <>
          {of.unofficial.includes(language) && <Unofficial />}
          {of.dissolvedOn && <Badge tone="warn">{t('group.dissolved', { on: day(of.dissolvedOn) })}</Badge>}
          {of.hiddenMembers && <Badge icon="eye-off">{t('group.hidden')}</Badge>}
        </>
      }
      isInvented={of.invented}
      back={{ href: '/groups', label: t('groups') }}
      actions={may('directory:administer') && <KeepGroup of={of} />}
      facts={[
        {
          label: t('group.parent'),
          value: of.parent && <Link href={hrefOfGroup(of.parent)}>{of.parent.name.text}</Link>,
        },
        {
          label: t('group.sub_groups'),
          value: of.subGroups.length > 0 && (
            <ul className={css.plain}>
              {of.subGroups.map((group) => (
                <li key={group.id}>
                  <Link href={hrefOfGroup(group)}>{group.name.text}</Link>
                </li>
              ))}
            </ul>
          ),
        },
        { label: t('pillars'), value: of.pillars.length > 0 && list(of.pillars.map((p) => p.name.text)), wide: true },
        { label: t('group.since'), value: of.since && day(of.since) },
        { label: t('source'), value: of.source && <span dir="auto">{of.source}</span> },
      ]}
    >
      {(of.terms || of.termsIn) && (
        <Section title={t('group.terms')}>
          {of.terms && (
            <p className={css.written}>
              <WrittenText of={of.terms} />
            </p>
          )}
          <FactList
            facts={[
              { label: t('group.terms_in'), value: of.termsIn && <span dir="auto">{of.termsIn}</span> },
              { label: t('group.terms_on'), value: of.termsOn && day(of.termsOn) },
            ]}
          />
        </Section>
      )}
      {may('directory:plan') && <WorkPlan of={of} />}
      {of.rule && <GroupRuleSection of={of.rule} />}
      <FilterSentence
        sentence={t('group.filter', holes('on'))}
        parts={{ on: asOnPart(t, day, on, (next) => setView({ on: next })) }}
      />
      {leaders.length > 0 && (
        <Section title={t('leadership')}>
          <GroupMembers label={t('leadership')} members={leaders} />
        </Section>
      )}
      <Section title={t('members')} count={number(others.length)}>
        {of.hiddenMembers && !may('directory:administer') && <p>{t('group.hidden_note')}</p>}
        {others.length > 0 ? <GroupMembers label={t('members')} members={others} /> : <p>{t('members.none')}</p>}
      </Section>
      {of.others.length > 0 && (
        <Section title={t('members.others')}>
          <GroupMembers label={t('members.others')} members={of.others} />
        </Section>
      )}
      <Panels place="directory.group" id={of.id} code={of.code} />
    </RecordPage>
  )
}
