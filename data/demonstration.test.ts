import { describe, expect, test } from 'vitest'
import { ROLES } from '../platform/access/roles.ts'
import {
  activities,
  alpha2,
  codes,
  countedWrongly,
  datedWrongly,
  failing,
  invented,
  known,
  lacking,
  people,
  programmes,
  repeated,
  strangers,
  vocabularies,
} from './checks.ts'
import type { InventedRecord, Place, Source, Text } from './shapes.ts'

interface Work {
  title: Text
  summary: Text | null
  lead: string[]
  partners: string[]
  partnerStates: string[]
  pillars: string[]
  themes: string[]
  states: string[]
  regions: string[]
  places: Place[]
}
const unresolved = (work: Work) => [
  ...strangers([...work.lead, ...work.partners], known.organisations),
  ...work.partners.filter((code) => work.lead.includes(code)),
  ...strangers(work.pillars, known.pillars),
  ...strangers(work.themes, known.themes),
  ...strangers([...work.states, ...work.partnerStates, ...work.places.map((place) => place.state)], alpha2),
  ...strangers(work.regions, known.regions),
  ...work.places.flatMap((place) => lacking(place.name)),
]
const sourceless = ({ document, paragraphs }: Source) =>
  document === 'A/75/729' && paragraphs.length > 0 && paragraphs.every((n) => Number.isInteger(n) && n >= 1 && n <= 78)
    ? []
    : [paragraphs]

describe('the record of 2020', () => {
  test('86 programmes in six languages, each with its paragraph, refer to what exists', () => {
    expect(programmes).toHaveLength(86)
    expect(repeated(codes(programmes))).toEqual([])
    expect(failing(programmes, (p) => [...lacking(p.title.texts), ...lacking(p.summary?.texts ?? {})])).toEqual([])
    expect(failing(programmes, (p) => (p.beneficiaries ? lacking(p.beneficiaries.texts) : []))).toEqual([])
    expect(failing(programmes, (p) => sourceless(p.source))).toEqual([])
    expect(failing(programmes, unresolved)).toEqual([])
    expect(
      failing(programmes, (p) => [...strangers(p.funders, known.organisations), ...strangers(p.funderStates, alpha2)]),
    ).toEqual([])
    expect(failing(programmes, (p) => strangers([p.type], codes(vocabularies.programmeTypes)))).toEqual([])
    expect(failing(programmes, (p) => strangers([p.status], codes(vocabularies.statuses)))).toEqual([])
    expect(
      failing(programmes, (p) => [...datedWrongly([p.start, p.end]), ...countedWrongly([p.statesReached])]),
    ).toEqual([])
    expect(
      failing(programmes, (p) =>
        p.lead.length && p.pillars.length && p.themes.length ? [] : ['no lead, pillar or theme'],
      ),
    ).toEqual([])
  })

  test('74 activities in six languages, each with its paragraph, refer to what exists', () => {
    expect(activities).toHaveLength(74)
    expect(repeated(codes(activities))).toEqual([])
    expect(
      failing(activities, (a) => [...lacking(a.title.texts), ...(a.summary ? lacking(a.summary.texts) : [])]),
    ).toEqual([])
    expect(failing(activities, (a) => sourceless(a.source))).toEqual([])
    expect(failing(activities, unresolved)).toEqual([])
    expect(failing(activities, (a) => strangers([a.programme], known.programmes))).toEqual([])
    expect(failing(activities, (a) => strangers([a.type], codes(vocabularies.activityTypes)))).toEqual([])
    expect(failing(activities, (a) => strangers([a.modality], codes(vocabularies.modalities)))).toEqual([])
    expect(failing(activities, (a) => strangers([a.audience], codes(vocabularies.audiences)))).toEqual([])
    expect(failing(activities, (a) => datedWrongly([a.start, a.end]))).toEqual([])
    expect(failing(activities, (a) => countedWrongly([a.count, a.participants, a.statesReached]))).toEqual([])
  })

  test('what has a host is an office, a hub or a deployment, and works in the States that host it', () => {
    const hosted = programmes.filter(({ office }) => office)
    expect(hosted.map(({ type }) => type)).toEqual(['office', 'office', 'office', 'hub', 'deployment'])
    for (const { code, states, office } of hosted) expect(strangers(office!.hosts, states), code).toEqual([])
  })

  test('the figures of the report keep their comparators', () => {
    const one = (code: string) => activities.find((activity) => activity.code === code)
    expect(one('ACT-063')).toMatchObject({ aggregate: true, participants: { n: 3200, comparator: 'gt' } })
    expect(one('ACT-039')).toMatchObject({ count: { n: 60, comparator: 'gt' } })
    expect(one('ACT-018')).toMatchObject({
      participants: { n: 140, comparator: 'gt' },
      start: { date: '2020-05-25' },
      end: { date: '2020-07-05' },
    })
    expect(activities.filter((activity) => activity.aggregate).map(({ count }) => count?.n ?? null)).toEqual([
      73,
      17,
      86,
      null,
    ])
    expect(activities.filter((activity) => activity.aggregate).map(({ totalOf }) => totalOf)).toEqual([
      'expert_meetings',
      'missions',
      'outreach',
      'people_trained',
    ])
    expect(activities.filter((activity) => activity.status === 'planned')).toHaveLength(7)
  })
})

describe('what is invented', () => {
  const mails = people.map((person) => person.mail)
  const party = (name: string) => {
    const [, kind = '', key = ''] = name.match(/^(org|state|group|circle|person):([^/]+)/) ?? []
    const role = name.split('/')[1]
    const lists: Record<string, readonly string[]> = {
      org: known.organisations,
      state: alpha2,
      group: known.groups,
      circle: ['everyone', 'members', 'compact', 'focal_points', 'donors'],
      person: mails,
    }
    return (lists[kind]?.includes(key) ?? false) && (role === undefined || (ROLES as readonly string[]).includes(role))
  }

  test('people are invented, reachable nowhere, and belong to organisations and groups that exist', () => {
    expect(people.filter((person) => !person.invented || !/^[a-z.-]+@[a-z.-]+\.example$/.test(person.mail))).toEqual([])
    expect(repeated(mails)).toEqual([])
    expect(repeated(people.map((person) => person.name))).toEqual([])
    expect(people.filter((person) => !party(person.organisation)).map((person) => person.mail)).toEqual([])
    expect(people.flatMap((person) => strangers(person.roles, ROLES))).toEqual([])
    expect(
      people.flatMap((person) =>
        strangers(
          person.groups.map(({ group }) => group),
          known.groups,
        ),
      ),
    ).toEqual([])
    expect(people.flatMap((person) => lacking(person.title).map((language) => `${person.mail} ${language}`))).toEqual(
      [],
    )
  })

  test('the demonstration has an account for every role, three focal points and two persons to break the glass', () => {
    const accounts = people.filter((person) => person.account)
    for (const role of ROLES.filter((r) => r !== 'reader'))
      expect(
        accounts.some((person) => person.roles.includes(role)),
        role,
      ).toBe(true)
    const focalPoints = accounts.filter((person) => person.roles.includes('focal_point'))
    expect(focalPoints.map((person) => person.language).toSorted()).toEqual(['ar', 'en', 'fr'])
    expect(accounts.filter((person) => person.breakGlass)).toHaveLength(2)
  })

  test('records lie at every level and name originators, authors and audiences that exist', () => {
    expect(repeated(codes(invented))).toEqual([])
    expect(invented.every((record) => record.invented)).toBe(true)
    expect(new Set(invented.map((record) => record.level))).toEqual(new Set([0, 1, 2]))
    expect(
      failing(invented, (r) => [r.originator, ...r.audience.map(({ to }) => to)].filter((name) => !party(name))),
    ).toEqual([])
    expect(failing(invented, (r) => unresolved(r.record))).toEqual([])
    expect(failing(invented, (r) => strangers(r.record.leadStates, alpha2))).toEqual([])
    expect(failing(invented, (r) => (r.record.lead.length + r.record.leadStates.length ? [] : ['no lead']))).toEqual([])
    expect(failing(invented, (r) => datedWrongly([r.record.start, r.record.end]))).toEqual([])
    expect(
      failing(invented, (r) =>
        strangers(
          [r.record.type],
          codes(r.kind === 'programme' ? vocabularies.programmeTypes : vocabularies.activityTypes),
        ),
      ),
    ).toEqual([])
    expect(
      failing(invented, (r) => (r.kind === 'activity' ? strangers([r.record.programme], known.programmes) : [])),
    ).toEqual([])
  })

  test('an author belongs to the originator and may hold the level', () => {
    const wrong = (record: InventedRecord) => {
      const author = people.find((person) => person.mail === record.author)
      return author?.organisation === record.originator && author.clearance >= record.level ? [] : [record.author]
    }
    expect(failing(invented, wrong)).toEqual([])
  })

  test('texts are there in the language they were written in', () => {
    const missing = (text: Text | null) =>
      text && (!text.texts[text.original] || text.outdated.some((l) => !text.texts[l])) ? [text] : []
    expect(failing(invented, (r) => [...missing(r.record.title), ...missing(r.record.summary)])).toEqual([])
  })

  test('every kind of audience occurs', () => {
    const grants = invented.flatMap((record) => record.audience)
    for (const kind of [
      'org:',
      'state:',
      'group:',
      'circle:compact',
      'circle:focal_points',
      'circle:donors',
      'circle:everyone',
      'person:',
    ])
      expect(
        grants.some(({ to }) => to.startsWith(kind)),
        kind,
      ).toBe(true)
    for (const right of ['deny', 'discover', 'read', 'comment', 'contribute'])
      expect(
        grants.some((grant) => grant.right === right),
        right,
      ).toBe(true)
    expect(grants.filter((grant) => grant.basis !== 'decision' && !grant.reference)).toEqual([])
    expect(grants.some((grant) => grant.untilDay !== null && grant.untilDay > 0)).toBe(true)
    expect(grants.some((grant) => grant.untilDay !== null && grant.untilDay < 0)).toBe(true)
    expect(invented.some((record) => record.audience.length === 0)).toBe(true)
  })
})
