import { modules as everyModule } from '../../apps/modules.ts'
import { setClock } from '../../platform/clock.ts'
import { drainJobs } from '../../platform/jobs/testing.ts'
import { setTransport } from '../../platform/mail/transport.ts'
import type { Module } from '../../platform/module.ts'
import { alterHidden } from './alter.ts'
import { type Altered, sees } from './altering.ts'
import { bookFor } from './book.ts'
import type { Book } from './book-parts.ts'
import type { World, WorldPerson } from './build-world.ts'
import { compare, knownIn, questions } from './crawl.ts'
import { dice } from './dice.ts'
import {
  type Asker,
  cloneDatabase,
  dropDatabase,
  ENTRY,
  type Installation,
  onCopyOfDisk,
  openInstallation,
} from './installation.ts'
import { publicTables, rawLines } from './raw-sight.ts'
import { type Sight, sightOf, withinReach, withLetters } from './sight.ts'
import { type Form, readForm, type Snapshot, takeSnapshot } from './snapshot.ts'
import { FIXED } from './table-rules.ts'

export type Findings = {
  /** Answers that differ, in words: none in a sound platform. */
  found: string[]
  altered: Altered
  /** Statuses that each endpoint answered with. */
  statuses: Map<string, Set<number>>
}

export const askerOf = (viewer: WorldPerson | null): Asker =>
  viewer && { id: viewer.id, secondFactor: viewer.secondFactor, session: viewer.session }

export type Trial = {
  world: World
  viewer: WorldPerson | null
  modules: readonly Module[]
  seed: number
  /** At most so many inputs for each endpoint. */
  most: number
  /** Changes both worlds before anything is asked: how a test plants a leak, to see it found. */
  plant?: (here: Installation) => Promise<void>
  /** Inputs for planted endpoints. */
  also?: Book
}

/**
 * Two worlds that differ in nothing but what `viewer` may not see must answer `viewer` alike, whatever is asked.
 */
export const findInterference = (trial: Trial): Promise<Findings> => onCopyOfDisk(() => tryBoth(trial))

async function tryBoth({ world, viewer, modules, seed, most, plant, also }: Trial): Promise<Findings> {
  const [here, there] = [await openCopy(world, modules), await openCopy(world, modules)]
  const at = new Date()
  try {
    for (const copy of [here, there]) await plant?.(copy)
    const form = await readForm(here.owner)
    const snapshot = await takeSnapshot(here.owner, form)
    const sight = sightOf(snapshot, askerOf(viewer), at)
    const altered: Altered = new Map()
    // What the viewer's own acts, and their letters, bring into sight is the same in both worlds, too.
    const reach = withLetters(sightOf(withinReach(snapshot, sight), askerOf(viewer), at))
    await alterHidden({ owner: there.owner, form, snapshot, sight: reach, dice: dice(seed), altered })
    assertInSightUnchanged(form, snapshot, reach, await takeSnapshot(there.owner, form))
    setClock(() => at)
    const known = knownIn(snapshot)
    const asker = askerOf(viewer)
    const asked = questions(modules, { ...bookFor(world, viewer, sight), ...also }, sight, dice(seed), most)
    const { found, statuses } = await compare([here, there], asker, asked, known)
    const both = async (lines: (copy: Installation) => Promise<string[]>) =>
      [await lines(here), await lines(there)] as const
    // Whoever reads the whole trail reads there what work for others comes to, which rests on what those others see.
    const [trail, tables] = sight.permissions.has('audit:read')
      ? [['audit_events'], publicTables(form).filter((table) => table !== 'audit_events')]
      : [[], publicTables(form)]
    const early = await both((copy) => rawLines(copy, asker, form, known, trail))
    const letters = await both((copy) => lettersTo(viewer, copy))
    const raw = await both((copy) => rawLines(copy, asker, form, known, tables))
    return {
      found: [
        ...found,
        ...onlyInOne('by mail', ...letters),
        ...[early, raw].flatMap((lines) => onlyInOne('by plain SQL', ...lines)),
      ],
      altered,
      statuses,
    }
  } finally {
    setClock()
    for (const copy of [here, there]) {
      await copy.close()
      await dropDatabase(copy.database)
    }
  }
}

const openCopy = async (world: World, modules: readonly Module[]): Promise<Installation> =>
  openInstallation(await cloneDatabase(world.database), modules)

/** Kept by trigger from grants that the viewer may not see, and out of reach of the server's role. */
const UNREAD = [
  'discoverers',
  'readers',
  'commenters',
  'contributors',
  'excluded',
  'audience_until',
  'audience_due',
  'words',
]

/** The alteration itself must be sound: what is in sight stayed as it was, but for links to what is not. */
function assertInSightUnchanged(form: Form, before: Snapshot, sight: Sight, after: Snapshot): void {
  const links = new Set(
    form.references
      .filter((r) => r.target === 'records' || form.shareable.has(r.target))
      .map((r) => `${r.table}.${r.column}`),
  )
  const inSight = (snapshot: Snapshot, table: string, by: Sight) =>
    snapshot
      .get(table)!
      .filter((row) => sees(form, by, table, row))
      .map((row) =>
        JSON.stringify(
          Object.entries(row).filter(
            ([c]) => !UNREAD.includes(c) && !(links.has(`${table}.${c}`) && c !== form.shareable.get(table)?.key),
          ),
        ),
      )
      .sort()
  const again: Sight = { ...sight, snapshot: withinReach(after, sight) }
  for (const table of [...form.tables.keys()].filter((t) => !FIXED.includes(t))) {
    const [was, is] = [inSight(before, table, sight), inSight(after, table, again)]
    const lost = was.filter((row) => !is.includes(row))
    const gained = is.filter((row) => !was.includes(row))
    if (lost.length + gained.length > 0)
      throw new Error(`the alteration touched what is in sight in ${table}:\n- ${lost[0]}\n+ ${gained[0]}`)
  }
}

/** Runs the jobs that wait, and gives the letters that went to the viewer's mailbox. */
async function lettersTo(viewer: WorldPerson | null, server: Installation): Promise<string[]> {
  const letters: string[] = []
  setTransport({
    deliver: async ({ to, subject, text, language }) => {
      if (to === viewer?.mail) letters.push(`${language} ${subject}\n${text}`)
    },
  })
  await drainJobs({ serverUrl: server.serverUrl, db: server.db, entry: ENTRY }, everyModule)
  return letters.map((letter) => letter.replace(/[\w-]{43}|\d{4} \d{4}/g, '<secret>')).sort()
}

const onlyInOne = (what: string, one: readonly string[], other: readonly string[]): string[] =>
  [...new Set(one).symmetricDifference(new Set(other))].map((line) => `${what}, in one world only: ${line}`)
