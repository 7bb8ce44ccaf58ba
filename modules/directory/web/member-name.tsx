import { Link } from '../../../platform/ui/controls/link.tsx'
import type { Member } from '../contract.ts'
import { hrefOfOrganisation } from './hrefs.ts'

/** An organisation, or a person whom the reader may know. */
export function MemberName({ of: { organisation, person }, isShort }: { of: Member; isShort?: boolean }) {
  if (organisation)
    return (
      <Link href={hrefOfOrganisation(organisation)}>
        {isShort ? <abbr title={organisation.name.text}>{organisation.code}</abbr> : organisation.name.text}
      </Link>
    )
  return (
    <>
      <bdi>{person?.name}</bdi>
      {person?.organisation && ` (${isShort ? person.organisation.code : person.organisation.name.text})`}
    </>
  )
}
