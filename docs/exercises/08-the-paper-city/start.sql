-- A first draft: most is prepared, the linking is too simple. Look at what it gives, and at whom it loses.
WITH written AS (
  -- The records and the city's own list one below the other: what is cleaned alike can be compared.
  SELECT record_id AS id, 'record' AS source, NULL AS street_id, address AS text FROM paper_records
  UNION ALL SELECT building_id, 'list', street_id, street || ' ' || house_number FROM addresses
),
cleaned AS (
  -- Small letters, no accents, l·l as ll; every other sign is a blank.
  SELECT * REPLACE (
    trim(regexp_replace(replace(strip_accents(lower(text)), 'l·l', 'll'), '[^a-z0-9]+', ' ', 'g')) AS text)
  FROM written
),
parsed AS (
  -- A kind of street, a name, a number, and bis.
  SELECT id, source, street_id,
    regexp_extract(text,
      '^(?:(carrer|calle|c|cr|cl|avinguda|avenida|avgda|avda|av|passeig|paseo|pg|po|p|placa|plaza|pca|pza|pl) )?'
        || '(.*?)(?: num| n| no)? 0*([0-9]+)( ?bis)?(?: |$)',
      ['kind', 'name', 'number', 'bis']) AS part
  FROM cleaned
),
plain AS (
  -- Kinds by their first letters; a square is no promenade. Names without de, del, de la, d', l'.
  SELECT id, source, street_id,
    CASE
      WHEN part.kind LIKE 'c%' THEN 'carrer'
      WHEN part.kind LIKE 'a%' THEN 'avinguda'
      WHEN part.kind IN ('passeig', 'paseo', 'pg', 'po', 'p') THEN 'passeig'
      WHEN part.kind <> '' THEN 'placa'
    END AS kind,
    trim(regexp_replace(' ' || part.name || ' ', '( (de|del|dels|d|la|l|los))+ ', ' ')) AS name,
    part.number AS number
  FROM parsed WHERE part.number <> ''
),
-- The building whose kind, name and number are the same.
linked AS (
  SELECT DISTINCT r.id AS record_id, a.id AS building_id
  FROM plain r JOIN plain a ON a.source = 'list' AND a.kind = r.kind AND a.name = r.name AND a.number = r.number
  WHERE r.source = 'record'
)
SELECT p.record_id, l.building_id, p.persons
FROM paper_records p JOIN linked l ON l.record_id = p.record_id
ORDER BY p.record_id;
