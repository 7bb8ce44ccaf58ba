import { Icon } from '../controls/icon.tsx'
import { Link } from '../controls/link.tsx'
import { useKitTexts } from '../language.tsx'
import css from './way-back.module.css'

/** Above the title of a record: the list that it belongs to. */
export function WayBack({ href, label }: { href: string; label: string }) {
  const t = useKitTexts()
  return (
    <nav className={css.back} aria-label={t('record.back')}>
      <Link href={href} quiet>
        <Icon name="chevron-previous" />
        {label}
      </Link>
    </nav>
  )
}
