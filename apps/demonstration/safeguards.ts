import type { z } from 'zod'
import { readGate } from '../../modules/safeguards/actions/reading.ts'
import { addVersion, recordCheck, settle } from '../../modules/safeguards/actions/writing.ts'
import * as contract from '../../modules/safeguards/contract.ts'
import { KINDS, type Kind } from '../../modules/safeguards/rules.ts'
import { today } from '../../platform/clock.ts'
import type { Call, Tx } from '../../platform/database.ts'
import type { Loader } from './loaders.ts'
import type { World } from './world.ts'

const INVENTED = 'Invented for the demonstration: '
type Recording = Partial<z.input<typeof contract.recordCheck.input>>

/** What the four say where nothing else is said. */
const REASONS: Readonly<Record<Kind, string>> = {
  legality: 'the legal basis was read with the legal office; no data on individuals leave the organization.',
  rights: 'the concept was read with a human rights officer; no group is singled out.',
  gender: 'women and men took part in the planning, and both are reached.',
  humanitarian: 'no humanitarian organization works under conditions that the programme would change.',
}
const SUPPORT: Recording = {
  answer: 'mitigated',
  support: { given: true, assessment: 'HRDDP/RA/2026/04 (invented)' },
  mitigation: inEnglish('Participants are screened by name, and reports of misuse end the support.'),
  responsible: 'Head of the field office (invented)',
}

type Story = {
  programme: string
  by: string
  signer: string
  /** Days from today to the review. */
  inDays: number
  says?: Partial<Record<Kind, Recording>>
  /** Left as they were recorded; returned with words; all others are signed off. */
  waits?: readonly Kind[]
  returned?: Partial<Record<Kind, string>>
}

/** A gate that is open, one soon to be reviewed, one that waits, and one that lapsed: of invented programmes, by two people of one organisation each. */
const STORIES: readonly Story[] = [
  { programme: 'INV-15', by: 'programme@unwomen.un.example', signer: 'g.moreau@unwomen.un.example', inDays: 330 },
  {
    ...{ programme: 'INV-06', by: 'programme@unodc.un.example', signer: 'chair@unodc.un.example', inDays: 20 },
    says: { rights: SUPPORT },
  },
  {
    ...{ programme: 'INV-01', by: 'programme@unodc.un.example', signer: 'chair@unodc.un.example', inDays: 365 },
    says: { rights: SUPPORT },
    waits: ['humanitarian'],
    returned: { legality: 'Say how long the names of participants are kept, and who decides on their removal.' },
  },
  { programme: 'INV-04', by: 'focal.point@iraq.example', signer: 'alternate@iraq.example', inDays: -12 },
]

async function load(world: World): Promise<void> {
  for (const story of STORIES) for (const kind of KINDS) await tell(world, story, kind)
}

async function tell(world: World, { programme, by, signer, inDays, ...story }: Story, kind: Kind): Promise<void> {
  const reviewOn = Temporal.PlainDate.from(today()).add({ days: inDays }).toString()
  const check = await world.as(by, async (tx, call) => {
    const { id } = await tx
      .selectFrom('programmes')
      .select('id')
      .where('code', '=', programme)
      .executeTakeFirstOrThrow()
    const input = contract.recordCheck.input.parse({
      ...{ programme: id, kind, version: 0, answer: 'no_risk', reason: inEnglish(INVENTED + REASONS[kind]), reviewOn },
      ...{ documents: [], invented: true, request: world.request(`check/${programme}/${kind}`) },
      ...(kind === 'rights' && { support: { given: false } }),
      ...story.says?.[kind],
    })
    const before = await standing(tx, id, kind, call)
    if (before) return before
    // Nobody may set a day that is over: what has lapsed is entered as the history it is.
    if (inDays < 0) await addVersion(tx, { ...input, reviewOn }, call)
    else await recordCheck(tx, input, call)
    return (await standing(tx, id, kind, call))!
  })
  if (check.outcome !== null || story.waits?.includes(kind)) return
  await world.as(signer, (tx, call) => {
    const words = story.returned?.[kind]
    return settle(tx, check.id, words ? 'returned' : 'signed', words ?? null, call)
  })
}

const standing = async (tx: Tx, programme: string, kind: Kind, call: Call) =>
  (await readGate(tx, { programme }, call)).checks.find((one) => one.kind === kind)!.last

function inEnglish(words: string) {
  return { original: 'en' as const, texts: { en: words }, outdated: [] }
}

export const safeguards: Loader = { name: 'safeguards', load }
