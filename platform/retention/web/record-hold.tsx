import { useState } from 'react'
import { readAudience } from '../../records/contract.ts'
import { Button } from '../../ui/controls/button.tsx'
import { useTexts } from '../../ui/language.tsx'
import type { PanelProps } from '../../ui/panels.tsx'
import { CardActs, Cards } from '../../ui/records/cards.tsx'
import { Section } from '../../ui/records/record-page.tsx'
import { useMay } from '../../ui/session.tsx'
import { useEndpoint } from '../../ui/use-endpoint.ts'
import { listHolds } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { HoldCard } from './hold-card.tsx'
import { PlaceHold } from './place-hold.tsx'

/** On the page of a record: that it is held; or, for those who may, the way to hold it. */
export function RecordHold({ id }: PanelProps) {
  const t = useTexts(texts)
  const may = useMay()
  const [isPlacing, setPlacing] = useState(false)
  const holds = useEndpoint(listHolds, { record: id })
  const mayHold = may('retention:hold')
  const audience = useEndpoint(readAudience, { id }, { enabled: mayHold })
  const [hold] = holds.data?.items ?? []
  const isTheirs = mayHold && (may('retention:decide') || audience.data?.head.own === true)
  if (!hold && !(isTheirs && holds.data)) return null
  return (
    <>
      {hold ? (
        <Section title={t('holds.record')}>
          <Cards>
            <HoldCard of={hold} isBare />
          </Cards>
        </Section>
      ) : (
        <CardActs>
          <Button size="small" kind="quiet" icon="lock" onPress={() => setPlacing(true)}>
            {t('holds.place')}
          </Button>
        </CardActs>
      )}
      {isPlacing && <PlaceHold record={id} onClose={() => setPlacing(false)} />}
    </>
  )
}
