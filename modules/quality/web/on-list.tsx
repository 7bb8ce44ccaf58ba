import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

/** Above the list of programmes: the way to what is missing in them. */
export function ToQuality() {
  const t = useTexts(texts)
  return <Link href="/programmes/quality">{t('quality')}</Link>
}
