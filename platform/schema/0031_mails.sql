create table mails (
  id         uuid primary key default gen_random_uuid(),
  person     uuid references persons on delete cascade,
  address    text check (length(address) <= 254 and address ~ '^[^[:space:][:cntrl:]@<>(),:;"\\]+@[^[:space:][:cntrl:]@<>(),:;"\\]+$'),
  about      uuid[] not null default '{}',
  quotes     uuid[] not null default '{}',
  subject    text not null check (length(subject) <= 200 and subject !~ '[[:cntrl:]]'),
  text       text not null check (length(text) <= 20000),
  language   text not null check (language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  status     text not null default 'queued' check (status in ('queued', 'sent', 'dropped', 'failed')),
  reason     text,
  stop       text check (stop ~ '^https?://[^[:space:][:cntrl:]<>]+$'),
  instead    jsonb,
  queued_at  timestamptz not null default now(),
  settled_at timestamptz,
  check ((person is null) <> (address is null)),
  check (about || quotes = '{}' or person is not null),
  check ((status = 'queued') = (settled_at is null))
);
comment on table mails is 'Mail waiting to be sent, and what became of it. Its words are emptied once settled, except in a demonstration, whose outbox shows them.';
call retain('mails', area => 'telling', kept => 'for_period', why => 'memory', period => '30 days', since => 'settled_at',
  personal => '{"person": "link", "address": "contact", "subject": "words", "text": "words"}', whose => 'coalesce(t.person, (select p.id from persons p where p.mail = t.address))', on_erasure => 'delete', own => true);
comment on column mails.text is 'text: plain, made from a template by the part that sends it; nothing above unclassified.';
comment on column mails.about is 'Records it points to: dropped unless the person may still discover each when the mail goes out. No foreign key: a key would tell whether a record exists.';
comment on column mails.quotes is 'Records whose title is in its words: dropped unless the person may still read each, and each is still unclassified and free to be carried away.';
comment on column mails.stop is 'Address to which the mail program posts to stop such mail (RFC 8058).';
comment on column mails.instead is 'json: { job: `${string}.${string}`, payload: Record<string, string> }; asked for when it is dropped because of a record: what else there is to tell goes out in another mail.';
comment on column mails.reason is 'Why it was dropped or failed: recipient, record, refused, late.';
create index mails_person on mails (person, queued_at desc);
create index mails_queued on mails (queued_at) where status = 'queued';

call make_service_actor('mail.send', 'Concord: mail');
call make_service_actor('mail.clean', 'Concord: mail, giving up');

-- Whether this installation is a demonstration; written by the owner when its record is loaded.
create function in_demonstration() returns boolean stable security definer set search_path = public language sql
  return exists (select from settings where name = 'demonstration' and value = 'true');

-- The address of a recipient who has no account that works yet, else null: in a demonstration, and only there, their mail
-- may be read before signing in, because an invitation is how one gets to sign in.
create function waiting_address(who uuid, address text) returns text stable security definer set search_path = public language sql
  return case
    when not in_demonstration() then null
    when who is not null then (select p.mail from persons p where p.id = who and p.status = 'invited')
    when not exists (select from persons p where p.mail = waiting_address.address and p.status <> 'invited') then waiting_address.address end;
grant execute on function in_demonstration, waiting_address to app;

create policy mails_queue on mails for insert with check (status = 'queued' and reason is null);
create policy mails_send on mails for all using (viewer_person() = service_actor('mail.send'));
create policy mails_clean on mails for all using (viewer_person() = service_actor('mail.clean'));
create policy mails_outbox on mails for select using (in_demonstration() and (
  person = viewer_person() or address = (select p.mail from persons p where p.id = viewer_person())
  or (about || quotes = '{}' and waiting_address(person, address) is not null)));

-- Where a mail may go at this moment: the address, or null and why not. Asked by the sender for each mail, because
-- between asking for a mail and sending it an account may be suspended and a record withdrawn.
create function mail_recipient(mail uuid, out address text, out refusal text)
stable security definer set search_path = public language plpgsql as $$
declare m mails; p persons; of_person memberships; principals uuid[];
begin
  if viewer_person() is distinct from service_actor('mail.send') then raise exception 'access.denied' using errcode = 'CC403'; end if;
  select * into m from mails where id = mail;
  if m.person is null then address := m.address; return; end if;
  select * into p from persons where id = m.person;
  select ms.* into of_person from memberships ms join organisations o on o.id = ms.organisation
   where ms.person = p.id and current_date between ms.starts_on and coalesce(ms.ends_on, 'infinity')
     and current_date >= o.joined_on and (o.left_on is null or current_date < o.left_on)
   order by ms.starts_on desc, ms.id limit 1;
  refusal := 'recipient';
  if p.service or of_person.id is null or not (p.status = 'active' or (p.status = 'invited' and m.about || m.quotes = '{}')) then return; end if;
  if m.about || m.quotes <> '{}' then
    refusal := 'record'; principals := principals_of(p.id, of_person.organisation, of_person.roles);
    if exists (select from unnest(m.about) r where not may(principals, p.clearance, 'discover', r))
       or exists (select from unnest(m.quotes) q where not may(principals, 0, 'read', q)
                  or exists (select from records r where r.id = q and r.handling <> '{}')) then return; end if;
  end if;
  refusal := null; address := p.mail;
end $$;
grant execute on function mail_recipient to app;
