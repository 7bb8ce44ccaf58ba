-- The tables of sign-in belong to the role auth, out of reach of app. The names of the first six and of their columns are
-- better-auth's own (1.7); a person is the same in persons and in auth."user", which follows by trigger.
create schema auth authorization auth;
set local role auth;

create table auth."user" (
  id                 uuid primary key,
  name               text not null,
  email              text not null unique check (email = lower(email)),
  "emailVerified"    boolean not null default true,
  image              text,
  "createdAt"        timestamptz not null default now(),
  "updatedAt"        timestamptz not null default now(),
  "twoFactorEnabled" boolean not null default false
);
comment on table auth."user" is 'Mirror of persons; written by trigger, except what says how a person signs in.';
comment on column auth."user"."twoFactorEnabled" is 'The password alone signs nobody in: there is an authenticator app or a passkey.';

create table auth.session (
  id             uuid primary key default gen_random_uuid(),
  token          text not null unique,
  "userId"       uuid not null references auth."user" on delete cascade,
  "secondFactor" boolean not null default false,
  "ipAddress"    text,
  "userAgent"    text,
  "expiresAt"    timestamptz not null,
  "createdAt"    timestamptz not null default now(),
  "updatedAt"    timestamptz not null default now()
);
comment on table auth.session is 'Who is signed in. A browser holds the token signed with a key that is not in the database.';
create index session_of_user on auth.session ("userId");

create table auth.account (
  id                      uuid primary key default gen_random_uuid(),
  "accountId"             text not null,
  "providerId"            text not null,
  "userId"                uuid not null references auth."user" on delete cascade,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope                   text,
  password                text,
  "createdAt"             timestamptz not null default now(),
  "updatedAt"             timestamptz not null default now(),
  unique ("providerId", "accountId"),
  unique ("userId", "providerId")
);
comment on table auth.account is 'How a person may sign in: credential (hash of a password) or sign-on (their subject at the provider). Tokens of a provider are not kept.';

create table auth.verification (
  id          uuid primary key default gen_random_uuid(),
  identifier  text not null,
  value       text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on table auth.verification is 'Steps of a sign-in that are under way, for some minutes.';
create index verification_identifier on auth.verification (identifier);

create table auth."twoFactor" (
  id                        uuid primary key default gen_random_uuid(),
  "userId"                  uuid not null unique references auth."user" on delete cascade,
  secret                    text not null,
  "backupCodes"             text not null,
  verified                  boolean not null default true,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil"             timestamptz
);
comment on table auth."twoFactor" is 'Authenticator app and recovery codes, encrypted. Not verified: only the recovery codes count, those of someone with passkeys alone.';

create table auth.passkey (
  id             uuid primary key default gen_random_uuid(),
  name           text,
  "publicKey"    text not null,
  "userId"       uuid not null references auth."user" on delete cascade,
  "credentialID" text not null unique,
  counter        bigint not null,
  "deviceType"   text not null,
  "backedUp"     boolean not null,
  transports     text,
  "createdAt"    timestamptz default now(),
  aaguid         text
);
comment on table auth.passkey is 'Passkeys, which sign in by themselves: something one has, unlocked by something one knows or is.';
create index passkey_of_user on auth.passkey ("userId");

-- What follows is ours.
create table auth.attempts (
  key     bytea primary key,
  count   integer not null,
  ends_at timestamptz not null
);
comment on table auth.attempts is 'Tries per account and per address (by hash), so that guessing stays slow over restarts and on every server.';

-- Counts one try for each key before anything is checked, by the clock of the database, and tells for how many seconds
-- there is no further try; 0: go on.
create function auth.count_attempts(keys text[], most integer[], length interval) returns integer language sql
begin atomic
  with counted as (
    insert into auth.attempts as a select sha256(convert_to(k, 'UTF8')), 1, clock_timestamp() + length from unnest(keys) k order by 1
    on conflict (key) do update set
      count = case when a.ends_at <= clock_timestamp() then 1 else least(a.count, 1000000) + 1 end,
      ends_at = case when a.ends_at <= clock_timestamp() then excluded.ends_at else a.ends_at end
    returning key, count, ends_at)
  select coalesce(max(ceil(extract(epoch from c.ends_at - clock_timestamp())))::integer, 0)
    from counted c join unnest(keys, most) as l(k, most) on sha256(convert_to(l.k, 'UTF8')) = c.key where c.count > l.most;
end;

create table auth.used_codes (
  hash    bytea primary key,
  used_at timestamptz not null default now()
);
comment on table auth.used_codes is 'Codes of authenticator apps already taken (by hash, with the person): each is good once.';

create table auth.mailed_codes (
  hash       bytea primary key,
  person     uuid not null references auth."user" on delete cascade,
  purpose    text not null check (purpose in ('reset', 'mailbox')),
  expires_at timestamptz not null
);
comment on table auth.mailed_codes is 'What was mailed to a person and comes back once: the link for a new password, the code that shows whose mailbox it is. Only SHA-256 is kept.';
create index mailed_codes_person on auth.mailed_codes (person);

create table auth.proven_mailboxes (
  person uuid primary key references auth."user" on delete cascade,
  until  timestamptz not null
);
comment on table auth.proven_mailboxes is 'Who has just shown that they read their mail. Without another second factor only they may enrol one: a stolen password is not enough.';

create table auth.pending_apps (
  person uuid primary key references auth."user" on delete cascade,
  secret text not null,
  until  timestamptz not null
);
comment on table auth.pending_apps is 'Authenticator apps that wait for their first code, encrypted; the one in use stays until then.';

create table auth.reset_requests (
  id   uuid primary key default gen_random_uuid(),
  mail text not null,
  at   timestamptz not null default now()
);
comment on table auth.reset_requests is 'Asked for a new password. A job finds out whether the account exists, so that asking takes as long either way.';

reset role;
call retain('auth.user', area => 'accounts', kept => 'with_person', why => 'service',
  personal => '{"id": "link", "name": "identity", "email": "contact"}', whose => 't.id', on_erasure => 'delete', own => true);
call retain('auth.session', area => 'accounts', kept => 'for_period', why => 'security', period => '0', since => 'expiresAt',
  personal => '{"userId": "link", "token": "secret", "ipAddress": "device", "userAgent": "device"}', whose => 't."userId"', on_erasure => 'delete', own => true);
call retain('auth.account', area => 'accounts', kept => 'with_person', why => 'service',
  personal => '{"userId": "link", "accountId": "secret", "password": "secret", "providerId": "sign_in"}', whose => 't."userId"', on_erasure => 'delete', own => true);
call retain('auth.verification', area => 'accounts', kept => 'for_period', why => 'memory', period => '0', since => 'expiresAt',
  personal => '{"value": "link", "identifier": "secret"}', whose => 'case when t.value ~ ''^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'' then t.value::uuid end', on_erasure => 'delete', own => true);
call retain('auth.twoFactor', area => 'accounts', kept => 'with_person', why => 'security',
  personal => '{"userId": "link", "secret": "secret", "backupCodes": "secret"}', whose => 't."userId"', on_erasure => 'delete', own => true);
call retain('auth.passkey', area => 'accounts', kept => 'with_person', why => 'security',
  personal => '{"userId": "link", "name": "words", "publicKey": "secret", "credentialID": "secret"}', whose => 't."userId"', on_erasure => 'delete', own => true);
call retain('auth.attempts', area => 'accounts', kept => 'for_period', why => 'security', period => '0', since => 'ends_at');
call retain('auth.used_codes', area => 'accounts', kept => 'for_period', why => 'security', period => '10 minutes', since => 'used_at');
call retain('auth.mailed_codes', area => 'accounts', kept => 'for_period', why => 'security', period => '0', since => 'expires_at',
  personal => '{"person": "link", "hash": "secret"}', whose => 't.person', on_erasure => 'delete', own => true);
call retain('auth.proven_mailboxes', area => 'accounts', kept => 'for_period', why => 'security', period => '0', since => 'until',
  personal => '{"person": "link"}', whose => 't.person', on_erasure => 'delete', own => true);
call retain('auth.pending_apps', area => 'accounts', kept => 'for_period', why => 'security', period => '0', since => 'until',
  personal => '{"person": "link", "secret": "secret"}', whose => 't.person', on_erasure => 'delete', own => true);
call retain('auth.reset_requests', area => 'accounts', kept => 'for_period', why => 'memory', period => '1 day', since => 'at',
  personal => '{"mail": "contact"}', whose => '(select p.id from persons p where p.mail = t.mail)', on_erasure => 'delete', own => true);

alter table auth."user" add foreign key (id) references persons on delete cascade;
