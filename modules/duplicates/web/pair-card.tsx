import { useState } from 'react'
import { Button, ButtonLink } from '../../../platform/ui/controls/button.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { useMay } from '../../../platform/ui/session.tsx'
import { keepApart, type Pair } from '../contract.ts'
import { texts } from '../locales/index.ts'
import { ApartDialog } from './apart-dialog.tsx'
import css from './duplicates.module.css'
import { Reasons } from './reasons.tsx'
import { hrefOfCompare, SideLine } from './side-line.tsx'

/** Two records that may be the same, with the reasons. */
export function PairCard({ of }: { of: Pair }) {
  const t = useTexts(texts)
  const may = useMay()
  const [isApart, setApart] = useState(false)
  const { one, other, reasons } = of
  return (
    <article className={css.card} aria-label={t('pair', { one: one.title.text, other: other.title.text })}>
      <div className={css.sides}>
        <SideLine of={one} />
        <SideLine of={other} />
      </div>
      <Reasons of={reasons} />
      <div className={css.acts}>
        <ButtonLink href={hrefOfCompare(one.id, other.id)} size="small">
          {t('compare')}
        </ButtonLink>
        {may(keepApart.access) && (
          <Button size="small" kind="quiet" onPress={() => setApart(true)}>
            {t('apart')}
          </Button>
        )}
      </div>
      {isApart && <ApartDialog one={one} other={other} onClose={() => setApart(false)} />}
    </article>
  )
}
