-- What is new since a moment is found by what was touched, and what was shared, after it.
create index records_touched on records (greatest(created_at, changed_at));
create index grants_begun on grants (principal, greatest(granted_at, starts_at)) where revoked_at is null;
