-- How texts become what is searched. The same functions read what is kept and what is asked, so that the two agree.

-- Without case, accents and vowel marks. In Arabic, letters that people write for one another become one: alef with and
-- without hamza, alef maqsura and ya, ta marbuta and ha, hamza on its seats; and digits become those of the West.
create function search_fold(said text) returns text immutable strict parallel safe language sql
  return lower(unaccent('unaccent'::regdictionary, translate(
    regexp_replace(normalize(said, NFKC), '[\u064B-\u065F\u0670\u0640]', '', 'g'),
    E'\u0623\u0625\u0622\u0671\u0649\u0629\u0624\u0626\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669',
    E'\u0627\u0627\u0627\u0627\u064A\u0647\u0648\u064A0123456789')));

-- Words of a folded text: runs of one script.
create function search_split(folded text) returns text[] immutable strict parallel safe language sql
  return array(select m[1] from regexp_matches(folded,
    '[a-z0-9]+|[\u0400-\u052F]+|[\u0621-\u063A\u0641-\u064A\u066E-\u06D3]+|[\u3400-\u9FFF\uF900-\uFAFF]+', 'g') m);

-- Stem of an Arabic word after Larkey, Ballesteros and Connell (light10, 2002): articles and particles written onto the
-- word, then endings, as long as a word is left. The stemmer that comes with PostgreSQL keeps "and" and takes letters of
-- words that have no article for particles.
create function search_arabic(word text) returns text immutable strict parallel safe language sql
  return regexp_replace(
    regexp_replace(word, E'^(?:\u0648?(?:\u0627\u0644|\u0628\u0627\u0644|\u0643\u0627\u0644|\u0641\u0627\u0644|\u0644\u0644)(?=..)|\u0648(?=...))', ''),
    E'(?<=..)(?:\u0647\u0627|\u0627\u0646|\u0627\u062A|\u0648\u0646|\u064A\u0646|\u064A\u0647|\u0647|\u064A)$', '');

-- What one folded word is found as. Language null: the word was asked for, and may be of any language of its script. Asked of
-- each word that is written anywhere: as one expression of SQL it takes eight times as long.
create function search_lexemes(language text, word text) returns text[] immutable parallel safe language plpgsql as $$
begin
  if word ~ '^[\u3400-\u9FFF\uF900-\uFAFF]' then
    if length(word) = 1 then return array[word]; end if;
    return array(select substr(word, i, 2) from generate_series(1, length(word) - 1) i);
  end if;
  if word ~ '^[\u0600-\u06FF]' then return array[search_arabic(word)]; end if;
  if word ~ '^[\u0400-\u052F]' then return ts_lexize('russian_stem', word); end if;
  if language = 'en' then return ts_lexize('english_stem', word); end if;
  if language = 'es' then return ts_lexize('spanish_stem', word); end if;
  if language = 'fr' then return ts_lexize('french_stem', word); end if;
  return array(select distinct unnest(array[word] || ts_lexize('english_stem', word) || ts_lexize('spanish_stem', word) || ts_lexize('french_stem', word)));
end $$;

-- Whether a word carries no meaning of its own in some language of its script.
create function search_stop(word text) returns boolean immutable strict parallel safe language sql
  return length(word) = 1 and word ~ '[a-z]' or '{}' in (ts_lexize('english_stem', word), ts_lexize('spanish_stem', word), ts_lexize('french_stem', word), ts_lexize('russian_stem', word), ts_lexize('arabic_stem', word));

-- All that a text, in one language or (Written) in several, is found as.
create function search_stems(language text, said text) returns text[] immutable strict parallel safe language sql
  return array(select distinct l from unnest(search_split(search_fold(said))) word, unnest(search_lexemes(language, word)) l);
create function search_written(written jsonb) returns text[] immutable strict parallel safe language sql
  return array(select distinct l from jsonb_each_text(written -> 'texts') t(language, said), unnest(search_stems(language, said)) l);

-- Symbols of documents and records, marked as such: S/RES/2396 (2017) is #s/res/2396.
create function search_symbols(said text) returns text[] immutable strict parallel safe language sql
  return array(select distinct '#' || rtrim(m[1], './-') from regexp_matches(search_fold(said), '(?<![a-z0-9])([a-z]+(?:[/-][a-z0-9.]+)*[/-][a-z0-9.]*[0-9][a-z0-9.]*)', 'g') m);

-- What a title is found by while it is being typed, and with a letter wrong: its words, and its words from behind.
create function search_typed(written jsonb) returns text[] immutable strict parallel safe language sql
  return array(select distinct l from jsonb_each_text(written -> 'texts') t(language, said), unnest(search_split(search_fold(said))) word,
    unnest(case when word ~ '^[\u3400-\u9FFF\uF900-\uFAFF]' then '{}' when length(word) > 4 then array[word, '<' || reverse(word)] else array[word] end) l);
