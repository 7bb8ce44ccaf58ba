import { useState } from 'react'
import { Button } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { toast } from '../../../platform/ui/overlays/toasts.tsx'
import { ListPage } from '../../../platform/ui/records/list-page.tsx'
import { Section } from '../../../platform/ui/records/record-page.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { Answer } from '../../../platform/ui/states/answer.tsx'
import { Empty } from '../../../platform/ui/states/empty.tsx'
import { SmallTable } from '../../../platform/ui/table/small-table.tsx'
import { useAction, useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { listNominations, type Nomination, nominate, readNomination } from '../contract/nominations.ts'
import { texts } from '../locales/index.ts'
import { NominationActs } from './nomination-acts.tsx'
import { NominationForm } from './nomination-form.tsx'
import { NominationMarks, useDocumentWords } from './nomination-words.tsx'

/** For a focal point, and who keeps the side's accounts: one's own nomination, those of the own side, and what to do. */
export function OwnNominations() {
  const t = useTexts(texts)
  const { person } = useSession()
  const organisation = person?.organisation
  const nominations = useEndpoint(
    listNominations,
    { organisation: organisation?.code, size: 100 },
    { enabled: organisation !== undefined },
  )
  return (
    <ListPage
      title={t('own_nomination')}
      lead={t('own_nomination.lead', { organisation: organisation?.name.text ?? '' })}
      actions={<Propose />}
    >
      <Answer of={nominations} shape="table" rows={3}>
        {({ items }) => <Side of={items} />}
      </Answer>
    </ListPage>
  )
}

function Side({ of }: { of: readonly Nomination[] }) {
  const t = useTexts(texts)
  const own = of.find(({ mine, state }) => mine && state === 'active') ?? of.find(({ mine }) => mine)
  const others = of.filter((nomination) => nomination !== own)
  if (of.length === 0)
    return (
      <Empty icon="flag" title={t('own_nomination.none')}>
        {t('own_nomination.none_note')}
      </Empty>
    )
  return (
    <>
      {own && <Own of={own} />}
      {others.length > 0 && (
        <Section title={t('own_nomination.others')}>
          <Lines of={others} />
        </Section>
      )}
    </>
  )
}

function Own({ of }: { of: Nomination }) {
  const t = useTexts(texts)
  const whole = useEndpoint(readNomination, { id: of.head.id })
  return (
    <Section title={of.name} actions={whole.data && <NominationActs of={whole.data} />}>
      {of.confirmation === 'lapsed' && <p>{t('nomination.lapsed_note')}</p>}
      <Lines of={[of]} />
    </Section>
  )
}

function Lines({ of }: { of: readonly Nomination[] }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const words = useDocumentWords()
  return (
    <SmallTable
      label={t('nominations')}
      rows={of}
      rowId={(n) => n.head.id}
      rowHref={(n) => `/focal-points/${n.head.id}`}
      columns={[
        { id: 'name', title: t('nomination.name'), cell: (n) => <bdi>{n.name}</bdi> },
        {
          id: 'capacity',
          title: t('nomination.capacity'),
          cell: (n) => t(n.main ? 'nomination.main' : 'nomination.alternate'),
        },
        { id: 'state', title: t('nomination.state'), cell: (n) => <NominationMarks of={n} /> },
        { id: 'document', title: t('nomination.form'), cell: words },
        {
          id: 'confirm',
          title: t('nomination.confirm_by'),
          cell: (n) => (n.confirmBy ? day(n.confirmBy) : '–'),
        },
      ]}
    />
  )
}

function Propose() {
  const t = useTexts(texts)
  const [request, setRequest] = useState<string>()
  const propose = useAction(nominate, {
    onDone: () => {
      setRequest(undefined)
      toast(t('done.nominate'))
    },
  })
  return (
    <>
      <Button icon="plus" onPress={() => setRequest(crypto.randomUUID())}>
        {t('act.propose')}
      </Button>
      {request && (
        <NominationForm
          title={t('act.propose')}
          note={t('act.propose_note')}
          submit={t('act.propose')}
          isPending={propose.isPending}
          error={propose.error}
          onSubmit={(facts) => propose.mutate({ request, ...facts })}
          onClose={() => setRequest(undefined)}
        />
      )}
    </>
  )
}
