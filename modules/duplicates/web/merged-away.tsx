import { useEffect } from 'react'
import { text } from '../../../platform/ui/address/address.ts'
import { useAddress, useGo } from '../../../platform/ui/address/use-address.ts'
import { Icon } from '../../../platform/ui/controls/icon.tsx'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import type { PanelProps } from '../../../platform/ui/panels.tsx'
import { useRecordPages } from '../../../platform/ui/record-pages.ts'
import { useEndpoint } from '../../../platform/ui/use-endpoint.ts'
import { useFormats } from '../../../platform/ui/use-formats.ts'
import { type Merge, readDuplicates } from '../contract.ts'
import { texts } from '../locales/index.ts'
import css from './duplicates.module.css'

export const KINDS = ['programmes.programme', 'programmes.activity']
/** `as=merged` reads an entry that was merged as it was; `came` is the entry whose address led here. */
const ADDRESS = { as: text(), came: text() }

/** On the page of a programme or an activity: leads on to the one that stays, and says so there. */
export function MergedAway({ id, code }: PanelProps) {
  return KINDS.includes(code) ? <Leads id={id} /> : null
}

function Leads({ id }: { id: string }) {
  const { hrefOf } = useRecordPages()
  const go = useGo()
  const [{ as, came }] = useAddress(ADDRESS)
  const { data } = useEndpoint(readDuplicates, { id })
  const into = data?.into
  const onward = into && as !== 'merged' ? `${hrefOf(into.kept)}?came=${id}` : null
  useEffect(() => {
    if (onward) go(onward, { replace: true })
  }, [onward, go])
  if (into) return as === 'merged' ? <Closed of={into} /> : null
  const from = data?.merged.find(({ other }) => other.id === came)
  return from ? <Came of={from} /> : null
}

function Closed({ of }: { of: Merge }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { hrefOf } = useRecordPages()
  return (
    <p className={css.banner} role="status">
      <Icon name="info" />
      <span>
        {t('banner.closed', { title: of.kept.title?.text ?? '', date: day(of.doneAt!) })}{' '}
        <Link href={hrefOf(of.kept)}>{t('banner.closed_go')}</Link>
      </span>
    </p>
  )
}

function Came({ of }: { of: Merge }) {
  const t = useTexts(texts)
  const { day } = useFormats()
  const { hrefOf } = useRecordPages()
  return (
    <p className={css.banner} role="status">
      <Icon name="info" />
      <span>
        {t('banner.came', { title: of.other.title?.text ?? '', date: day(of.doneAt!) })}{' '}
        <Link href={`${hrefOf(of.other)}?as=merged`}>{t('banner.came_read')}</Link>
      </span>
    </p>
  )
}
