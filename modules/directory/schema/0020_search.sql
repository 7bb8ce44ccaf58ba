-- What records are about, in all languages.
call make_findable('organisation_names', 'organisation', 'organisation');
call make_findable('themes', 'theme', 'code');
call make_findable('pillars', 'pillar', 'code');
call make_findable('named_regions', 'region', 'code');
