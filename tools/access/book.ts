import { ADDED } from './alter-add.ts'
import { accessInputs } from './book-access.ts'
import { auditInputs } from './book-audit.ts'
import { briefsInputs } from './book-briefs.ts'
import { commentsInputs } from './book-comments.ts'
import { directoryInputs } from './book-directory.ts'
import { duplicatesInputs } from './book-duplicates.ts'
import { exportsInputs } from './book-exports.ts'
import { figuresInputs } from './book-figures.ts'
import { focalPointInputs } from './book-focal-points.ts'
import { followupInputs } from './book-followup.ts'
import { groupsInputs } from './book-groups.ts'
import { iatiInputs } from './book-iati.ts'
import { importsInputs } from './book-imports.ts'
import { mergingInputs } from './book-merging.ts'
import { overviewInputs } from './book-overview.ts'
import type { Book, Reading } from './book-parts.ts'
import { platformInputs } from './book-platform.ts'
import { programmesInputs } from './book-programmes.ts'
import { recommendationsInputs } from './book-recommendations.ts'
import { recordInputs } from './book-record.ts'
import { recordsInputs } from './book-records.ts'
import { retentionInputs } from './book-retention.ts'
import { safeguardsInputs } from './book-safeguards.ts'
import { searchInputs } from './book-search.ts'
import { servicesInputs } from './book-services.ts'
import type { World, WorldPerson } from './build-world.ts'
import { dice } from './dice.ts'
import type { Sight } from './sight.ts'

/** The book for one viewer of one world. */
export function bookFor(world: World, viewer: WorldPerson | null, sight: Sight): Book {
  const chance = dice(world.plan.seed + 1)
  const nowhere = [chance.uuid(), chance.uuid()]
  const records = [...world.records.map((r) => r.id), ...ADDED.slice(0, 4), ...nowhere]
  const reading: Reading = {
    world,
    viewer,
    sight,
    chance,
    records,
    nowhere,
    snapshot: sight.snapshot,
    session: viewer?.sessionId,
  }
  return {
    ...accessInputs(reading),
    ...auditInputs(reading),
    ...platformInputs(reading),
    ...directoryInputs(reading),
    ...focalPointInputs(reading),
    ...groupsInputs(reading),
    ...mergingInputs(reading),
    ...importsInputs(reading),
    ...programmesInputs(reading),
    ...overviewInputs(reading),
    ...recordsInputs(reading),
    ...recordInputs(reading),
    ...figuresInputs(reading),
    ...commentsInputs(reading),
    ...servicesInputs(reading),
    ...exportsInputs(reading),
    ...iatiInputs(reading),
    ...searchInputs(reading),
    ...retentionInputs(reading),
    ...safeguardsInputs(reading),
    ...briefsInputs(reading),
    ...recommendationsInputs(reading),
    ...followupInputs(reading),
    ...duplicatesInputs(reading),
  }
}
