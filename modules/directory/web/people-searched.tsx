import { text } from '../../../platform/ui/address/address.ts'
import { useAddress } from '../../../platform/ui/address/use-address.ts'
import { Link } from '../../../platform/ui/controls/link.tsx'
import { useTexts } from '../../../platform/ui/language.tsx'
import { texts } from '../locales/index.ts'

const ADDRESS = { q: text() }

/** Beside the results of search: people are found only for a stated purpose, which the page of people asks for. */
export function PeopleSearched() {
  const t = useTexts(texts)
  const [{ q }] = useAddress(ADDRESS)
  return (
    <section>
      <h2>{t('people.searched')}</h2>
      <p>{t('people.searched_note')}</p>
      <p>
        <Link href={q ? `/people?q=${encodeURIComponent(q)}` : '/people'}>{t('people.searched_go')}</Link>
      </p>
    </section>
  )
}
