/** A failure that another platform really had, and how it is kept from happening here. */
export type Regression = {
  n: number
  /** Advisory, commit or issue; the tests that cover it are named after it. */
  origin: string
  /** Others of the same kind. */
  also?: string
  failure: string
  /** File of the tests. */
  tested?: string
  /** Module that will bring, or complete, what such a test needs. */
  waits?: string
}

const WRITING = 'tools/access/regressions-writing.test.ts'
const READING = 'tools/access/regressions-reading.test.ts'
const TELLING = 'tools/access/regressions-telling.test.ts'
const EDGES = 'tools/access/regressions-edges.test.ts'
const ACCOUNTS = 'platform/access/accounts.regression.test.ts'
const IDENTITY = 'platform/access/identity.regression.test.ts'
const COMMENTS = 'tools/access/regressions-comments.test.ts'
const CONTENT = 'tools/access/regressions-content.test.ts'

// biome-ignore format: a list of lines
export const REGRESSIONS: readonly Regression[] = [
  // Authorise one thing, touch another
  { n: 1, origin: 'MISP CVE-2026-56424', failure: 'A route authorises one report, the body names another', tested: WRITING },
  { n: 2, origin: 'MISP CVE-2026-56424', failure: 'The id of a child is mistaken for that of its parent', tested: WRITING },
  { n: 3, origin: 'MISP CVE-2026-56424', failure: 'A nested object in an update overwrites a record of another organisation', tested: WRITING },
  { n: 4, origin: 'MISP CVE-2026-56424', failure: 'What loads a record to write it asks only whether it may be viewed', tested: WRITING },
  { n: 5, origin: 'OpenCTI CVE-2026-21886', failure: 'Deleting an A takes the id of a B', tested: WRITING },
  { n: 6, origin: 'MISP CVE-2018-8949', failure: 'An edit by internal id overwrites what others wrote', tested: WRITING },
  { n: 7, origin: 'OpenCTI CVE-2025-46732', failure: 'Things of another user are changed by their id', tested: WRITING },
  { n: 8, origin: 'MISP CVE-2026-54360', also: 'CVE-2026-54361, CVE-2026-10868', failure: 'Ids and owners in the body of a creation are kept', tested: WRITING },
  { n: 9, origin: 'OpenCTI CVE-2025-24887', failure: 'Protected properties of the own account are changed', tested: WRITING },
  // Audience
  { n: 10, origin: 'MISP CVE-2026-85533', failure: 'An audience is taken unchecked where its companion is left out; an empty one opens to all', tested: WRITING },
  { n: 11, origin: 'MISP CVE-2021-31780', also: 'a71aafdeb', failure: 'The sender’s local id of an audience names another at the receiver', waits: 'exchange' },
  { n: 12, origin: 'MISP CVE-2021-27904', failure: '“All organisations” of one instance become all of another', waits: 'exchange' },
  { n: 13, origin: 'MISP CVE-2026-88915', failure: 'A template writes an audience that its user may not use', waits: 'reporting' },
  { n: 14, origin: 'MISP 421e94bc2', failure: 'An upload skips the check of the form', tested: WRITING },
  { n: 15, origin: 'OpenCTI CVE-2026-35210', failure: 'A header switches checks off and lets a level sink', tested: WRITING },
  { n: 16, origin: 'OpenCTI #9160', failure: 'Between creation and restriction there is a moment', tested: WRITING },
  { n: 17, origin: 'OpenCTI #5960', also: '#11570', failure: 'Sharing a container does, or does not, share its contents', tested: WRITING },
  { n: 18, origin: 'OpenCTI segregation.md', failure: 'Merge, import or rollback lowers a classification', tested: WRITING },
  { n: 19, origin: 'OpenCTI #7848', failure: 'Segregation works although switched off, and the other way round', tested: WRITING },
  // Second ways to read
  { n: 20, origin: 'MISP CVE-2020-15411', also: '038eb20da, OpenCTI CVE-2024-45805', failure: 'Attachments are downloaded without the record’s check', tested: READING },
  { n: 21, origin: 'MISP CVE-2020-14969', failure: 'Related items show what is hidden', tested: READING },
  { n: 22, origin: 'MISP CVE-2020-8894', failure: 'Discussions of a hidden record', tested: COMMENTS },
  { n: 23, origin: 'MISP CVE-2020-15412', failure: 'A form to write to the owner reveals a record', tested: COMMENTS },
  { n: 24, origin: 'MISP CVE-2019-9482', failure: 'Reactions under a restrictive policy', tested: COMMENTS },
  { n: 25, origin: 'MISP 423750573', failure: 'Parts of a restricted record are open', tested: READING },
  { n: 26, origin: 'MISP 4f27f83a7', failure: 'The search of the pages ignores what the API honours', tested: READING },
  { n: 27, origin: 'MISP CVE-2026-90895', failure: 'The command line has rules of its own', tested: READING },
  { n: 28, origin: 'MISP CVE-2026-86283', failure: 'A new page asks again by id, without a check', tested: READING },
  { n: 29, origin: 'MISP CVE-2026-86408', failure: 'Metadata of a protected record has a route of its own', tested: READING },
  { n: 30, origin: 'MISP bf2735858', also: '20053ea32, 30488393c, CVE-2022-42724', failure: 'Graphs, statistics and member lists name hidden organisations', tested: READING },
  { n: 31, origin: 'Indico CVE-2026-28352', also: 'CHANGES.rst, #738', failure: 'Lists and calendars show titles of protected items', tested: READING, waits: 'meetings' },
  { n: 32, origin: 'Discourse CVE-2026-32620', failure: 'Who read an invisible post is told', tested: READING },
  { n: 33, origin: 'CKAN #1580', also: '#1295', failure: 'Suggestions list what is private', tested: READING },
  { n: 34, origin: 'MISP 0ac2468c2', also: 'bf4610c94', failure: 'Reading changes something; another site acts in one’s name', tested: READING },
  // Side channels
  { n: 35, origin: 'OpenCTI #3319', also: '#1955, #9117, #15812, CKAN #5786, #5156', failure: 'Counts include, or for those entitled leave out', tested: TELLING },
  { n: 36, origin: 'OpenCTI middleware-organization-test.ts', failure: '“Restricted entity already exists”', tested: TELLING },
  { n: 37, origin: 'PostgreSQL ddl-rowsecurity', failure: 'Unique keys, references and counters tell of hidden rows', tested: TELLING },
  { n: 38, origin: 'MISP CVE-2023-37306', failure: 'Errors differ for what is hidden', tested: TELLING },
  { n: 39, origin: 'Elasticsearch facets', failure: 'Rank, suggestions, pages and cursors tell of hidden rows', tested: TELLING },
  { n: 40, origin: 'Search timing', failure: 'A search or a refusal takes longer for what is hidden', tested: 'tools/access/statements.test.ts' },
  { n: 41, origin: 'ETag of a parent', failure: 'Validators, dates of change and badges tell of hidden children', tested: TELLING },
  { n: 42, origin: 'MISP 458e900a7', also: 'Indico CHANGES', failure: 'A cache answers one with what another may see', tested: TELLING },
  { n: 43, origin: 'MISP CVE-2017-16946', failure: 'The audit trail holds what its readers may not read', tested: TELLING },
  { n: 44, origin: 'Export metadata', failure: 'Hidden columns, properties and history travel in a file', tested: TELLING, waits: 'reporting' },
  // Feeds, synchronisation, exports
  { n: 45, origin: 'OpenCTI #16814', also: '#17576', failure: 'A stream emits what is restricted through its references', waits: 'exchange' },
  { n: 46, origin: 'OpenCTI #15533', failure: 'Ids are blanked, names are not', waits: 'exchange' },
  { n: 47, origin: 'OpenCTI #17576', failure: 'A receiver links a bare id to what it already holds', waits: 'exchange' },
  { n: 48, origin: 'MISP sync, unshare', failure: 'What is no longer shared stays at the receiver', waits: 'exchange' },
  { n: 49, origin: 'MISP sync, hops', failure: 'Distribution does not shrink with each hop', waits: 'exchange' },
  { n: 50, origin: 'MISP CVE-2026-85221', failure: 'An option left out switches the check of certificates off', tested: EDGES },
  { n: 51, origin: 'MISP CVE-2026-86419', also: 'CVE-2020-28043, OpenCTI CVE-2026-21887, Indico CVE-2026-25738', failure: 'The server fetches what a caller names', tested: EDGES, waits: 'exchange' },
  { n: 52, origin: 'OpenCTI GHSA-6crf', also: 'MISP CVE-2026-86452', failure: 'Bodies are read and passwords reset for anyone, without end', tested: EDGES },
  { n: 53, origin: 'OpenCTI #15812', failure: 'A public page shows more than the public may see', tested: READING },
  // Privilege and identity
  { n: 54, origin: 'MISP CVE-2019-12794', also: 'b2bb4f817, 934b9cd4f, OpenCTI CVE-2026-44730, ActivityInfo', failure: 'An administrator of an organisation rises above it', tested: ACCOUNTS },
  { n: 55, origin: 'OpenCTI GHSA-j2p5', failure: 'Deleting needs only reading, and no audience means everyone', tested: ACCOUNTS },
  { n: 56, origin: 'OpenCTI CVE-2026-27960', failure: 'The API answers an unproven caller as anyone', tested: IDENTITY },
  { n: 57, origin: 'MISP CVE-2026-9084', also: 'CVE-2026-90961, CVE-2017-14337', failure: 'Single sign-on links by mail; an empty password or value signs in', tested: IDENTITY },
  { n: 58, origin: 'OpenCTI CVE-2024-45404', also: 'MISP CVE-2018-12649, CVE-2020-8890, CVE-2020-8891, CVE-2020-8892', failure: 'Passwords and codes are guessed without limit', tested: IDENTITY },
  { n: 59, origin: 'MISP CVE-2022-29534', failure: 'A confirmation is skipped by asking for JSON', tested: IDENTITY },
  { n: 60, origin: 'MISP c0f6463d5', also: 'd92123c91', failure: 'A session outlives its key; a key serves as a session', tested: IDENTITY },
  { n: 61, origin: 'opencve #744', failure: 'A token for one organisation lists its maker’s others', tested: ACCOUNTS },
  { n: 62, origin: 'OpenFGA cache note', failure: 'Who is replaced or leaves keeps tokens, mails and exports', tested: 'tools/access/revocation.test.ts' },
  // Content
  { n: 63, origin: 'MISP CVE-2017-16802', also: 'CVE-2021-36212, CVE-2019-11812, CVE-2019-11814, CVE-2022-27246, Indico CVE-2026-25739, OpenCTI CVE-2026-35212', failure: 'Names, links, files and mails carry script', tested: CONTENT },
  { n: 64, origin: 'OpenCTI CVE-2026-39980', also: 'CVE-2025-24977, Indico CVE-2026-33046, MISP CVE-2018-19908, CVE-2026-56447', failure: 'Templates, documents and shells evaluate what people wrote', tested: CONTENT, waits: 'reporting' },
  { n: 65, origin: 'OpenCTI CVE-2026-35211', also: 'CVE-2024-37155, MISP CVE-2022-48329, CVE-2021-39302', failure: 'Filters and orders reach the query language', tested: CONTENT },
  { n: 66, origin: 'CSV formulas', failure: 'A cell of an export begins a formula', tested: CONTENT },
  { n: 67, origin: 'MISP CVE-2015-5719', failure: 'Packages overflow, or write outside their folder', tested: CONTENT, waits: 'exchange' },
]

/** The name of a test of a failure: its origin stands in it. */
export function nameOf(n: number, sentence: string): string {
  const { origin } = REGRESSIONS.find((r) => r.n === n)!
  return `${n} ${origin}: ${sentence}`
}

/** The list as a page. */
export function regressionsPage(): string {
  const rows = REGRESSIONS.map(({ n, origin, also, failure, tested, waits }) => {
    const where = [tested && `\`${tested}\``, waits && `waits for ${waits}`].filter(Boolean).join('; ')
    return `| ${n} | ${also ? `${origin}, ${also}` : origin} | ${failure} | ${where} |`
  })
  return [
    '# Regressions of others',
    '',
    'Failures that comparable platforms really had, from public advisories, commits and issues. Each is a test here, named after',
    'its origin, so that a reader sees why it exists; or waits for the module that brings what it needs. The list is',
    '`tools/access/regressions.ts`; this page is written from it (`vitest run tools/access/regressions.test.ts -u`).',
    '',
    '| | Origin | What failed | Where it is tested |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
