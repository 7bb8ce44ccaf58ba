import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { ask } from '../../ui/asking.ts'
import { Button, ButtonLink } from '../../ui/controls/button.tsx'
import { Form, FormActions } from '../../ui/controls/form.tsx'
import { RadioGroup } from '../../ui/controls/radio-group.tsx'
import { useLanguage, useTexts } from '../../ui/language.tsx'
import { Loading } from '../../ui/states/loading.tsx'
import { useAction } from '../../ui/use-endpoint.ts'
import { readStop, stopMail } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './notices.module.css'

/** From a link in a mail, without a sign-in: stops such mail, of one topic or all. */
export function StopMail() {
  const token = decodeURIComponent(useSyncExternalStore(onHashChange, readHash, () => '').slice(1))
  return <StopWith key={token} token={token} />
}

const readHash = () => window.location.hash
/** Another such link may be opened in the same tab. */
function onHashChange(told: () => void): () => void {
  window.addEventListener('hashchange', told)
  return () => window.removeEventListener('hashchange', told)
}

function StopWith({ token }: { token: string }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const of = useQuery({
    queryKey: [readStop.path, token, language],
    queryFn: ({ signal }) => ask(readStop, { token }, { signal }),
    enabled: token !== '',
    retry: false,
  })
  const [chosen, setChosen] = useState('')
  const stop = useAction(stopMail)
  if (stop.data) return <Sheet title={t('stop.done')} lead={t('stop.done_lead')} />
  if (token === '' || of.error) return <Sheet title={t('stop.broken')} lead={t('stop.broken_lead')} />
  if (!of.data) return <Loading shape="text" />
  const topics = of.data.topics.filter(({ topic }) => !of.data.topic || topic === of.data.topic)
  const options = [
    ...(of.data.topic ? [] : [{ id: '', label: t('stop.all') }]),
    ...topics.map(({ topic, title }) => ({ id: topic, label: title })),
  ]
  return (
    <div className={css.sheet}>
      <h1>{t('stop')}</h1>
      <p>{t('stop.lead')}</p>
      <Form onSubmit={() => stop.mutate({ token, ...(chosen && { topic: chosen }) })} error={stop.error}>
        <RadioGroup label={t('stop.which')} options={options} value={of.data.topic ?? chosen} onChange={setChosen} />
        <FormActions>
          <Button type="submit" kind="filled" isPending={stop.isPending}>
            {t('stop.act')}
          </Button>
        </FormActions>
      </Form>
    </div>
  )
}

function Sheet({ title, lead }: { title: string; lead: string }) {
  const t = useTexts(texts)
  return (
    <div className={css.sheet}>
      <h1>{title}</h1>
      <p>{lead}</p>
      <p>
        <ButtonLink href="/notices/settings">{t('settings')}</ButtonLink>
      </p>
    </div>
  )
}
