-- A macro for cleaning, tables for the steps, and the number of letters changed as the measure.
CREATE OR REPLACE MACRO clean(t) AS trim(regexp_replace(regexp_replace(replace(strip_accents(lower(t)), '·', ''), '[^a-z0-9]', ' ', 'g'), ' +', ' ', 'g'));
CREATE OR REPLACE MACRO name_of(t) AS trim(regexp_replace(regexp_replace(regexp_extract(clean(t), '^([a-z ]+)', 1), '^(carrer|calle|c|cr|cl|avinguda|avenida|avgda|avda|av|passeig|paseo|pg|po|p|placa|plaza|pca|pza|pl) ', ''),
  '\b(de|del|dels|la|los|d|l|num|n|no)\b', '', 'g'));
CREATE OR REPLACE MACRO kind_of(t) AS CASE regexp_extract(clean(t), '^(c|a|pa|pg|po|p |pl|pc|pz)', 1)
  WHEN 'c' THEN 1 WHEN 'a' THEN 2 WHEN 'pa' THEN 3 WHEN 'pg' THEN 3 WHEN 'po' THEN 3 WHEN 'p ' THEN 3 ELSE 4 END;

CREATE TABLE names AS
SELECT DISTINCT street_id, kind_of(street) AS kind, unnest([replace(name_of(street), ' ', ''), replace(name_of(street_es), ' ', '')]) AS name FROM addresses;

CREATE TABLE asked AS
SELECT record_id, regexp_matches(clean(address), '^(carrer|calle|c|cr|cl|avinguda|avenida|avgda|avda|av|passeig|paseo|pg|po|p|placa|plaza|pca|pza|pl) ') AS has_kind, kind_of(address) AS kind,
  replace(name_of(address), ' ', '') AS name,
  regexp_extract(clean(address), '([0-9]+)', 1)::INTEGER || CASE WHEN regexp_matches(clean(address), '[0-9] ?bis') THEN ' bis' ELSE '' END AS number
FROM paper_records WHERE regexp_matches(address, '[0-9]') AND NOT regexp_matches(lower(address), 's/n');

CREATE TABLE near AS
SELECT q.name, q.kind, street_id, min(levenshtein(q.name, n.name)) AS changed
FROM (SELECT DISTINCT name, kind FROM asked WHERE has_kind) q JOIN names n ON n.kind = q.kind
GROUP BY ALL
HAVING changed <= CASE WHEN length(q.name) < 7 THEN 1 ELSE 2 END;

CREATE TABLE found AS
SELECT name, kind, arg_min(street_id, changed) AS street_id
FROM near GROUP BY name, kind HAVING count(*) FILTER (changed = (SELECT min(changed) FROM near o WHERE o.name = near.name AND o.kind = near.kind)) = 1;

SELECT record_id, building_id, persons
FROM paper_records
LEFT JOIN (SELECT record_id, building_id FROM asked JOIN found USING (name, kind) JOIN addresses a ON a.street_id = found.street_id AND house_number = number WHERE has_kind) USING (record_id);
