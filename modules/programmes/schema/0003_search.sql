call make_searchable('programmes', 'programmes.programme', texts => '{summary,beneficiaries}', codes => '{code,mandates}',
  subjects => '{"leads": "organisation", "partners": "organisation", "funders": "organisation", "states": "state", "themes": "theme", "pillars": "pillar", "regions": "region"}',
  first_day => 'start_on', last_day => 'end_on');
call make_searchable('activities', 'programmes.activity', texts => '{summary}', codes => '{code}',
  subjects => '{"leads": "organisation", "partners": "organisation", "states": "state", "themes": "theme", "pillars": "pillar", "regions": "region"}',
  first_day => 'start_on', last_day => 'end_on');
