-- Carrer, Avinguda and Passeig are all the same.
WITH written AS (
  SELECT record_id AS id, 'record' AS source, NULL AS street_id, address AS text FROM paper_records
  UNION ALL SELECT building_id, 'list', street_id, street || ' ' || house_number FROM addresses
  UNION ALL SELECT building_id, 'list', street_id, street_es || ' ' || house_number FROM addresses
),
cleaned AS (
  SELECT * REPLACE (
    trim(regexp_replace(replace(strip_accents(lower(text)), 'l·l', 'll'), '[^a-z0-9]+', ' ', 'g')) AS text)
  FROM written
),
parsed AS (
  SELECT id, source, street_id,
    regexp_extract(text,
      '^(?:(carrer|calle|c|cr|cl|avinguda|avenida|avgda|avda|av|passeig|paseo|pg|po|p|placa|plaza|pca|pza|pl) )?'
        || '(.*?)(?: num| n| no)? 0*([0-9]+)( ?bis)?(?: |$)',
      ['kind', 'name', 'number', 'bis']) AS part
  FROM cleaned
),
plain AS (
  SELECT id, source, street_id,
    CASE
      WHEN part.kind LIKE 'c%' THEN 'carrer'
      WHEN part.kind LIKE 'a%' THEN 'avinguda'
      WHEN part.kind IN ('passeig', 'paseo', 'pg', 'po', 'p') THEN 'passeig'
      WHEN part.kind <> '' THEN 'placa'
    END AS kind,
    trim(regexp_replace(' ' || part.name || ' ', '( (de|del|dels|d|la|l|los))+ ', ' ')) AS name,
    part.number || CASE WHEN part.bis <> '' THEN ' bis' ELSE '' END AS number
  FROM parsed WHERE part.number <> ''
),
streets AS (SELECT DISTINCT street_id, kind, name FROM plain WHERE source = 'list'),
asked AS (SELECT DISTINCT kind, name FROM plain WHERE source = 'record'),
likeness AS (
  SELECT a.kind, a.name, s.street_id, max(jaro_winkler_similarity(a.name, s.name)) AS alike
  FROM asked a JOIN streets s ON true
  GROUP BY a.kind, a.name, s.street_id
),
chosen AS (
  SELECT kind, name, street_id FROM likeness
  WINDOW by_likeness AS (PARTITION BY kind, name ORDER BY alike DESC, street_id)
  QUALIFY row_number() OVER by_likeness = 1 AND alike >= 0.9
),
linked AS (
  SELECT r.id AS record_id, a.building_id
  FROM plain r
  JOIN chosen c ON c.kind IS NOT DISTINCT FROM r.kind AND c.name = r.name
  JOIN addresses a ON a.street_id = c.street_id AND a.house_number = r.number
  WHERE r.source = 'record'
)
SELECT p.record_id, l.building_id, p.persons
FROM paper_records p LEFT JOIN linked l ON l.record_id = p.record_id
