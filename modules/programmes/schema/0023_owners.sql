-- What an organisation has itself is a small part of what it reads.
create index presence_owner on presence (owner_org);
