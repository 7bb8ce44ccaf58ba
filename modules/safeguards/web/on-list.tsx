import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

/** Above the list of programmes: the way to how their safeguards stand. */
export function ToSafeguards() {
  const t = useTexts(texts)
  return <Link href="/programmes/safeguards">{t('title.of_programmes')}</Link>
}
