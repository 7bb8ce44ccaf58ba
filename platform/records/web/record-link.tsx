import { Link } from '../../ui/controls/link.tsx'
import { WrittenText } from '../../ui/marks/written-text.tsx'
import { useRecordPages } from '../../ui/record-pages.ts'
import type { RecordLine } from '../contract.ts'
import { useRecordTexts } from './words.ts'

/** A record of any kind by its title, leading to its page. */
export function RecordLink({ of }: { of: RecordLine }) {
  const t = useRecordTexts()
  const { hrefOf } = useRecordPages()
  return <Link href={hrefOf(of)}>{of.title ? <WrittenText of={of.title} quiet /> : t('record.untitled')}</Link>
}
