import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../platform/text.ts'
import {
  alpha2,
  codes,
  entities,
  failing,
  groups,
  known,
  lacking,
  namedRegions,
  organisations,
  pillars,
  regions,
  repeated,
  states,
  strangers,
  themes,
  vocabularies,
} from './checks.ts'
import type { Term } from './shapes.ts'

describe('reference data', () => {
  test('there are 193 Member States and two observer States, each with six short and six formal names', () => {
    expect(states.filter((state) => state.status === 'member_state')).toHaveLength(193)
    expect(states.filter((state) => state.status === 'observer_state').map((state) => state.alpha2)).toEqual([
      'VA',
      'PS',
    ])
    expect(
      states.flatMap((state) => [...lacking(state.short), ...lacking(state.formal)].map((l) => `${state.alpha2} ${l}`)),
    ).toEqual([])
    for (const key of ['alpha2', 'alpha3', 'm49'] as const)
      expect(repeated(states.map((state) => state[key]))).toEqual([])
    for (const language of LANGUAGES) expect(repeated(states.map((state) => state.short[language]))).toEqual([])
  })

  test('States stand in the order of their English names, accents ignored', () => {
    const order = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true })
    const names = states.map((state) => state.short.en)
    expect(names).toEqual(names.toSorted(order.compare))
  })

  test('the names are those of the United Nations, of today and of the date of the report', () => {
    const named = (code: string) => states.find((state) => state.alpha2 === code)!
    expect(named('TR')).toMatchObject({
      short: { en: 'Türkiye' },
      atReport: { short: { en: 'Turkey', fr: 'Turquie' }, until: '2022-05-31' },
    })
    expect(named('NL')).toMatchObject({
      short: { en: 'Netherlands (Kingdom of the)' },
      atReport: { short: { en: 'Netherlands', zh: '荷兰' } },
    })
    expect(named('CI').short.en).toBe("Côte d'Ivoire")
    expect(named('SY').short.ru).toBe('Сирийская Арабская Республика')
    expect(named('KP').short.en).toBe("Democratic People's Republic of Korea")
    expect(named('SZ').short.zh).toBe('斯威士兰')
    const former = states.flatMap(({ alpha2: code, atReport: at }) =>
      at ? [...lacking(at.short), ...lacking(at.formal)].map((l) => `${code} ${l}`) : [],
    )
    expect(former).toEqual([])
  })

  test('every State lies in regions that exist and lie in each other', () => {
    const parent = new Map(regions.map((region) => [region.code, region.parent]))
    const lost = states.filter(
      ({ region, subregion, intermediate }) =>
        parent.get(region) !== null ||
        parent.get(subregion) !== region ||
        (intermediate !== null && parent.get(intermediate) !== subregion),
    )
    expect(lost.map((state) => state.alpha2)).toEqual([])
    expect(failing(regions, ({ names }) => lacking(names))).toEqual([])
  })

  test('a region that the report names holds the States that M49 gives it', () => {
    expect(failing(namedRegions, ({ names, members }) => [...lacking(names), ...strangers(members, alpha2)])).toEqual(
      [],
    )
    for (const { basis, m49, members } of namedRegions) {
      if (basis === 'm49')
        expect(members).toEqual(
          states
            .filter((s) => [s.region, s.subregion, s.intermediate].some((c) => c && m49.includes(c)))
            .map((s) => s.alpha2),
        )
      else expect(m49).toEqual([])
    }
  })

  test('there are 62 entities, 22 of them those of annex I and members of the Compact', () => {
    expect(entities).toHaveLength(62)
    const listed = entities.filter((entity) => entity.annexI === 'entity')
    expect(listed).toHaveLength(22)
    expect(entities.filter((entity) => entity.annexI === 'organisation')).toHaveLength(15)
    expect(
      failing(listed, ({ memberships }) =>
        memberships.some((m) => m.of === 'COMPACT' && m.as === 'member') ? [] : ['no member'],
      ),
    ).toEqual([])
    expect(failing(organisations, ({ names }) => lacking(names))).toEqual([])
    expect(
      failing(organisations, (o) => strangers([o.partOf, ...o.memberships.map((m) => m.of)], known.organisations)),
    ).toEqual([])
    expect(failing(organisations, ({ note }) => (note ? lacking(note.texts) : []))).toEqual([])
    expect(repeated(known.organisations)).toEqual([])
    expect(
      strangers(
        organisations.map(({ kind }) => kind),
        codes(vocabularies.organisationKinds),
      ),
    ).toEqual([])
  })

  test('no alpha-3 code of a State is the code of another organisation', () => {
    expect(states.map((state) => state.alpha3).filter((code) => known.organisations.includes(code))).toEqual([])
  })

  test('pillars, themes, working groups and vocabularies have six names and refer to what exists', () => {
    expect(known.pillars).toEqual(['I', 'II', 'III', 'IV'])
    expect(themes).toHaveLength(59)
    expect(groups).toHaveLength(8)
    const lists: Record<string, readonly Term[]> = { themes, pillars, groups, ...vocabularies }
    for (const [name, rows] of Object.entries(lists)) {
      expect(repeated(codes(rows)), name).toEqual([])
      expect(
        failing(rows, ({ names }) => lacking(names).filter(() => name !== 'comparators')),
        name,
      ).toEqual([])
    }
    expect(failing(pillars, ({ short }) => lacking(short))).toEqual([])
    expect(failing(themes, (t) => (t.pillars.length ? strangers(t.pillars, known.pillars) : ['no pillar']))).toEqual([])
    expect(failing(groups, (g) => strangers(g.pillars, known.pillars))).toEqual([])
    expect(
      failing(groups, (g) =>
        strangers(
          g.leadership.map((l) => l.organisation),
          known.organisations,
        ),
      ),
    ).toEqual([])
    expect(failing(groups, (g) => g.leadership.filter((l) => l.verified))).toEqual([])
    for (const [name, rows] of Object.entries(vocabularies))
      for (const language of LANGUAGES)
        expect(repeated(rows.map((row) => row.names[language])), `${name} ${language}`).toEqual([])
  })
})
