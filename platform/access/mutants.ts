import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { GUARD } from '../records/testing.ts'

/** One small thing taken out of the SQL that decides: the statements that put it in force, and those that mend it. */
export type Mutant = { name: string; broken: string; whole: string }

const SCHEMA = join(import.meta.dirname, '../schema')
const files = readdirSync(SCHEMA).filter((file) => /^\d{4}_.*\.sql$/.test(file))
const source = files.map((file) => readFileSync(join(SCHEMA, file), 'utf8')).join('\n')

/** Each clause of the policy template, taken out in turn. */
export function policyMutants(): Mutant[] {
  const template = /\$policy\$([\s\S]*?)\$policy\$/.exec(GUARD)![1]!
  const clauses = template.split('\n').filter((line) => /^\s*and /.test(line))
  return clauses.map((line) => {
    const opens = line.trimEnd().endsWith('(')
    const without = opens ? line.replace('(select preview_org() is null)', 'true') : ''
    return { name: `policy without ${line.trim()}`, broken: GUARD.replace(line, () => without), whole: GUARD }
  })
}

/** The decision in TypeScript without one of its clauses: the text of such a module. */
export const decisionMutants = (): { name: string; text: string }[] => {
  const whole = readFileSync(join(import.meta.dirname, 'decide.ts'), 'utf8')
  const refs = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'refs.ts')).href)
  return [
    'record.level <= reader.level &&',
    'covers(record, reader.principals, right, at) &&',
    " &&\n    record.sources.every((source) => decide(reader, source, 'read', at))",
    '.filter((p) => own || p === CIRCLES.everyone)',
    'own || ',
    ' || p === CIRCLES.everyone',
    'decide(reader, record, right, at) &&',
    'covers(record, eyes, right, at) &&',
    " &&\n    record.sources.every((source) => decidePreview(reader, { principals }, source, 'read', at))",
    'principals.includes(g.principal) && ',
    ' && inForce(g, at)',
    ' && RIGHTS.indexOf(g.gives) >= RIGHTS.indexOf(right)',
    " &&\n    !theirs.some((g) => g.gives === 'deny')",
    'grant.revokedAt === null && ',
    ' && grant.startsAt <= at',
    ' && (grant.endsAt === null || grant.endsAt > at)',
  ].map((clause) => {
    if (whole.split(clause).length !== 2) throw new Error(`the decision has not exactly one ${clause}`)
    return { name: `decision without ${clause.trim()}`, text: whole.replace(clause, '').replace("'./refs.ts'", refs) }
  })
}

/** A function with one piece of its text replaced. */
function functionMutant(name: string, piece: string, by: string): Mutant {
  const start = source.search(new RegExp(`^create function ${name}\\(`, 'm'))
  const rest = source.slice(start)
  const opening = /as \$\$|begin atomic|\n {2}return /.exec(rest)![0]
  const closing = { 'as $$': 'end $$;', 'begin atomic': '\nend;' }[opening] ?? ';\n'
  const text = rest
    .slice(0, rest.indexOf(closing, rest.indexOf(opening)) + closing.length)
    .replace('create function', 'create or replace function')
  if (start < 0 || text.split(piece).length !== 2) throw new Error(`${name} has not exactly one ${piece}`)
  return { name: `${name} with ${piece} as ${by || 'nothing'}`, broken: text.replace(piece, () => by), whole: text }
}

/** What else the decision stands on, piece by piece. */
export const functionMutants = (): Mutant[] =>
  (
    [
      ['covered_now', "not bool_or(gives = 'deny') and ", ''],
      ['covered_now', ">= array_position(array['discover', 'read', 'comment', 'contribute'], needed)", '>= 1'],
      ['covered_now', ' and principal = any (who)', ''],
      ['covered_now', ' and revoked_at is null', ''],
      ['covered_now', ' and starts_at <= now()', ''],
      ['covered_now', 'starts_at <= now()', 'starts_at < now()'],
      ['covered_now', ' and (ends_at is null or ends_at > now())', ''],
      ['covered_now', 'ends_at > now()', 'ends_at >= now()'],
      ['reads_all', "covered_now(s.id, 'read', who)", 'true'],
      ['reads_all', "'read'", "'discover'"],
      ['may', 's.level <= up_to and ', ''],
      ['may', 'covered_now(r, needed, who) and ', ''],
      ['may', ' and reads_all(s.sources, up_to, who)', ''],
      ['viewer_covered', 'covered_now(r, needed, viewer_principals())', 'true'],
      ['viewer_covered', 'needed, viewer', "'read', viewer"],
      ['preview_covered', 'covered_now(r, needed, preview_eyes(owner))', 'true'],
      ['preview_eyes', 'owner = viewer_org()', 'true'],
      ['preview_eyes', 'owner = viewer_org()', 'false'],
      ['viewer_reads_all', 'reads_all(ids, viewer_level(), viewer_principals())', 'true'],
      ['preview_reads_all', "covered_now(s.id, 'read', preview_eyes(s.owner_org))", 'true'],
      [
        'refresh_audience',
        "filter (where gives in ('read', 'comment', 'contribute'))",
        "filter (where gives <> 'deny')",
      ],
      ['refresh_audience', "filter (where gives = 'contribute')", "filter (where gives in ('comment', 'contribute'))"],
      [
        'refresh_audience',
        "gives = 'deny' and starts_at <= now() and ends_at is null",
        "gives = 'deny' and ends_at is null",
      ],
      [
        'refresh_audience',
        "gives = 'deny' and starts_at <= now() and ends_at is null",
        "gives = 'deny' and starts_at <= now()",
      ],
      ['refresh_audience', "gives = 'deny' and starts_at <= now() and ends_at is null", 'false'],
      [
        'refresh_audience',
        "bool_or(starts_at > now() or (gives = 'deny' and ends_at is not null))",
        'bool_or(starts_at > now())',
      ],
      [
        'refresh_audience',
        "bool_or(starts_at > now() or (gives = 'deny' and ends_at is not null))",
        "bool_or(gives = 'deny' and ends_at is not null)",
      ],
      ['refresh_audience', 'else min(ends_at) end as until', 'else null::timestamptz end as until'],
      ['refresh_audience', ' and g.revoked_at is null and', ' and'],
      ['spread_audience', 'readers = r.readers, ', ''],
      ['spread_audience', 'contributors = r.contributors, ', ''],
      ['spread_audience', 'excluded = r.excluded,', ''],
      ['spread_audience', 'audience_until = r.audience_until', 'audience_until = t.audience_until'],
      ['copy_audience', 'select owner_org, level, sources', 'select owner_org, 0, sources'],
      ['copy_audience', 'select owner_org, level, sources', "select owner_org, level, '{}'"],
      [
        'guard_record',
        'new.sources := array(select distinct s from (select unnest(new.sources) union all\n        select unnest(r.sources) from records r where r.id = any (new.sources)) as of_sources(s) order by s);',
        '',
      ],
      ['principals_of', 'm.verified and ', ''],
      ['principals_of', ' or m.person = who', ''],
      ['principals_of', 'm.organisation = org or ', ''],
      ['principals_of', "\n        and current_date between m.starts_on and coalesce(m.ends_on, 'infinity')", ''],
      ['principals_of', '\n        and (g.dissolved_on is null or current_date < g.dissolved_on)', ''],
      ['principals_of', 'current_date < g.dissolved_on', 'current_date <= g.dissolved_on'],
      ['principals_of', "array[g.id, circle_id('compact')]", 'array[g.id]'],
      ['principals_of', "\n    union all select circle_id('focal_points') where 'focal_point' = any (roles)", ''],
      ['principals_of', "\n    union all select circle_id('donors') where 'donor' = any (roles)", ''],
      ['principals_of', '\n    union all select role_principal(org, r) from unnest(roles) r where org is not null', ''],
      ['principals_to_preview', 'g.id = p and (g.hidden_members', 'false and (g.hidden_members'],
      ['principals_to_preview', ' and (o.left_on is null or current_date < o.left_on)', ''],
      ['principals_to_preview', "array_remove(array[split_part(wanted, '/', 2)], '')", "'{}'"],
      ['enter', " and status = 'active'", ''],
      ['enter', '(p.service or p.terms_version is not distinct from terms)\n', 'true\n'],
      ['enter', "and current_date between starts_on and coalesce(ends_on, 'infinity')", ''],
      ['enter', ' or current_date < o.left_on', ' or true'],
      ['enter', 'reach := case when second is true then', 'reach := case when true then'],
      ['enter', 'least(p.clearance, coalesce(used_token.max_level, 2))', '2'],
    ] as const
  ).map(([name, piece, by]) => functionMutant(name, piece, by))

/** A policy of the grants with one piece of its text replaced. */
function grantPolicyMutant(name: string, piece: string, by: string): Mutant {
  const text = new RegExp(`^create policy ${name} on grants[\\s\\S]*?;$`, 'm').exec(source)![0]
  if (text.split(piece).length !== 2) throw new Error(`${name} has not exactly one ${piece}`)
  const put = (policy: string) => `drop policy ${name} on grants; ${policy}`
  return {
    name: `${name} with ${piece} as ${by || 'nothing'}`,
    broken: put(text.replace(piece, () => by)),
    whole: put(text),
  }
}

/** A policy of the template's own text, outside its clauses. */
function guardTextMutant(piece: string, by: string): Mutant {
  if (GUARD.split(piece).length !== 2) throw new Error(`the guard has not exactly one ${piece}`)
  return { name: `${piece} as ${by || 'nothing'}`, broken: GUARD.replace(piece, () => by), whole: GUARD }
}

const READ = 'exists (select from records r where r.id = record and ('

/** Who may change a record or its audience, and into what, piece by piece. */
export const guardMutants = (): Mutant[] => [
  guardTextMutant("with check (owner_org = viewer_org() and created_by = viewer_person())'", "with check (true)'"),
  guardTextMutant('using (owner_org = viewer_org() and controller', 'using (controller'),
  guardTextMutant('viewer_org() and controller is null and %s', 'viewer_org() and %s'),
  ...(
    [
      ['grants_read', READ, `true or ${READ}`],
      ['grants_read', '(r.owner_org = (select viewer_org()) and (select preview_org() is null))', 'false'],
      [
        'grants_read',
        'principal = any (case when (select preview_org() is null) then (select viewer_principals()) else preview_eyes(r.owner_org) end) and ',
        '',
      ],
      ['grants_read', 'revoked_at is null\n        and ', ''],
      ['grants_read', 'starts_at <= now() and ', ''],
      ['grants_read', ' and (ends_at is null or ends_at > now())', ''],
      ['grants_read', '\n    or (granted_org = (select viewer_org()) and (select preview_org() is null))', ''],
      ['grants_add', "viewer_may('records:share')\n", 'true\n'],
      ['grants_add', "basis in ('decision', 'consent', 'terms_of_reference')", 'true'],
      ['grants_add', 'r.owner_org = viewer_org() and r.controller', 'r.controller'],
      ['grants_add', "gives = 'deny' and ", ''],
      ['grants_add', 'works_for(grantee, viewer_org())', 'true'],
      ['grants_withdraw', "viewer_may('records:share') and ", ''],
      ['grants_withdraw', 'r.owner_org = viewer_org() or granted_org = viewer_org()', 'true'],
      ['grants_withdraw', ' or granted_org = viewer_org()', ''],
    ] as const
  ).map(([name, piece, by]) => grantPolicyMutant(name, piece, by)),
  ...(
    [
      [
        'guard_record',
        'by_viewer() and exists (select from unnest(new.sources)',
        'false and exists (select from unnest(new.sources)',
      ],
      ['guard_record', 'by_viewer() and not viewer_reads_all(new.sources)', 'false'],
      [
        'guard_record',
        '\n        select unnest(r.sources) from records r where r.id = any (new.sources)',
        '\n        select null where false',
      ],
      [
        'guard_record',
        '(new.id, new.kind, new.owner_org, new.controller) is distinct from (old.id, old.kind, old.owner_org, old.controller)',
        'false',
      ],
      [
        'guard_record',
        'new.kind, new.owner_org, new.controller) is distinct from (old.id, old.kind, old.owner_org, old.controller)',
        'new.kind, new.owner_org) is distinct from (old.id, old.kind, old.owner_org)',
      ],
      [
        'guard_record',
        'new.kind, new.owner_org, new.controller) is distinct from (old.id, old.kind, old.owner_org, old.controller)',
        'new.kind, new.controller) is distinct from (old.id, old.kind, old.controller)',
      ],
      [
        'guard_record',
        'new.sources is distinct from old.sources and (by_viewer() or not new.sources @> old.sources)',
        'false',
      ],
      ['guard_record', 'by_viewer() and new.controller is not null and not', 'false and not'],
      ['guard_record', 'if new.controller is not null and (', 'if false and ('],
      ['guard_record', 'new.level < old.level or not old', 'not old'],
      ['guard_record', 'new.level < old.level or not old.handling <@ new.handling', 'new.level < old.level'],
      [
        'guard_record',
        '(new.level, new.handling, new.card) is distinct from (old.level, old.handling, old.card)',
        'false',
      ],
      [
        'guard_record',
        '(new.level, new.handling, new.card) is distinct from (old.level, old.handling, old.card)',
        'new.level <> old.level',
      ],
      ['guard_record', 'old.owner_org is distinct from viewer_org()', 'false'],
      ['guard_record', "if not viewer_may('records:share')", 'if false'],
      ['guard_record', 'by_viewer() and new.level > viewer_level()', 'false'],
      ['guard_record', 's.level > new.level or ', ''],
      ['guard_record', ' or not s.handling <@ new.handling', ''],
      ['guard_record', ' and too_wide(new.level, g.grantee_kind, g.grantee)', ' and false'],
      ['guard_record', '\n       and (g.ends_at is null or g.ends_at > now())', ''],
      ['too_wide', 'level = 2 or ', ''],
      ['too_wide', ' or (level = 1', ' or (false'],
      ['raise_derivatives', "if changed = '{}' then return null; end if;", 'return null;'],
      [
        'raise_derivatives',
        '(select max(s.level) from records s where s.id = d.id or s.id = any (d.sources))',
        'd.level',
      ],
      [
        'raise_derivatives',
        'array(select distinct unnest(s.handling) h from records s where s.id = d.id or s.id = any (d.sources) order by h)',
        'd.handling',
      ],
      ['guard_grant', "if not found then raise exception 'not_found' using errcode = 'CC404'; end if;", ''],
      ['guard_grant', "if old.basis in ('originator', 'concerned') then", 'if false then'],
      ['guard_grant', "if of_record.controller is not null and new.gives <> 'deny' and", 'if false and'],
      // Which consents let in is asked again by the guard of modules/recommendations: behind it nothing of this can be missed.
      ['guard_grant', 'if old.revoked_at is not null then', 'if false then'],
      ['guard_grant', 'new.revoked_at := now(); new.revoked_by := viewer_person();', ''],
      [
        'guard_grant',
        "when 'person' then exists (select from persons where id = new.grantee)",
        "when 'person' then true",
      ],
      ['guard_grant', "when 'group' then exists (select from groups where id = new.grantee)", "when 'group' then true"],
      ['guard_grant', "kind <> 'installation'", 'true'],
      ['guard_grant', 'else exists (select from organisations', 'else true or exists (select from organisations'],
      ['guard_grant', "when 'circle' then new.grantee in (", "when 'circle' then true or new.grantee in ("],
      ['guard_grant', "by_viewer() and new.gives = 'deny' and principal_of", 'false and principal_of'],
      ['guard_grant', "new.gives <> 'deny' and too_wide", 'false and too_wide'],
    ] as const
  ).map(([name, piece, by]) => functionMutant(name, piece, by)),
]
