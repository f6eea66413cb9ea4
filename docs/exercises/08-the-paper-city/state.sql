-- Twenty-six streets, invented, each with its Catalan and its Spanish name. Some are alike, two pairs differ in their kind only.
CREATE TABLE truth_streets AS
SELECT 'street-' || lpad(row_number() OVER ()::VARCHAR, 2, '0') AS street_id, *
FROM (VALUES
  ('Carrer', 'del', 'Romaní', 'del', 'Romero'), ('Carrer', 'del', 'Ginebró', 'del', 'Enebro'), ('Carrer', 'de la', 'Murtra', 'del', 'Mirto'),
  ('Carrer', 'del', 'Fonoll', 'del', 'Hinojo'), ('Carrer', 'de la', 'Menta', 'de la', 'Menta'), ('Carrer', 'de l''', 'Orenga', 'del', 'Orégano'),
  ('Carrer', 'de la', 'Sàlvia', 'de la', 'Salvia'), ('Carrer', 'del', 'Llorer', 'del', 'Laurel'), ('Avinguda', 'del', 'Llorer', 'del', 'Laurel'),
  ('Carrer', 'de l''', 'Heura', 'de la', 'Hiedra'), ('Carrer', 'del', 'Marfull', 'del', 'Durillo'), ('Carrer', 'de l''', 'Arboç', 'del', 'Madroño'),
  ('Carrer', 'de l''', 'Alzina', 'de la', 'Encina'), ('Carrer', 'de l''', 'Alzinar', 'del', 'Encinar'), ('Carrer', 'del', 'Roure', 'del', 'Roble'),
  ('Carrer', 'dels', 'Til·lers', 'de los', 'Tilos'), ('Passeig', 'dels', 'Til·lers', 'de los', 'Tilos'), ('Carrer', 'del', 'Freixe', 'del', 'Fresno'),
  ('Carrer', 'de la', 'Font Freda', 'de la', 'Fuente Fría'), ('Carrer', 'de la', 'Font Vella', 'de la', 'Fuente Vieja'),
  ('Plaça', 'del', 'Pou Nou', 'del', 'Pozo Nuevo'), ('Avinguda', 'dels', 'Lledoners', 'de los', 'Almeces'), ('Carrer', 'del', 'Magraner', 'del', 'Granado'),
  ('Carrer', 'del', 'Llimoner', 'del', 'Limonero'), ('Passeig', 'de la', 'Font d''en Fargas', 'de la', 'Fuente de Fargas'), ('Carrer', 'dels', 'Safareigs', 'de los', 'Lavaderos')
) AS v(kind, particle, core, particle_es, core_es);

-- Where the address is written with an apostrophe no blank follows it.
CREATE MACRO joined(kind, particle, core) AS kind || ' ' || particle || CASE WHEN particle LIKE '%''' THEN '' ELSE ' ' END || core;
CREATE MACRO kind_es(kind) AS CASE kind WHEN 'Carrer' THEN 'Calle' WHEN 'Avinguda' THEN 'Avenida' WHEN 'Passeig' THEN 'Paseo' ELSE 'Plaza' END;

CREATE TABLE truth_addresses AS
WITH numbers AS (
  SELECT s.*, n, is_bis
  FROM truth_streets s, range(1, 61) r(n), (VALUES (false), (true)) b(is_bis)
  WHERE CASE WHEN is_bis THEN uniform('bis ' || street_id || ' ' || n) < 0.05 ELSE uniform('house ' || street_id || ' ' || n) < 0.55 END
)
SELECT *, 'building-' || lpad(row_number() OVER (ORDER BY street_id, n, is_bis)::VARCHAR, 4, '0') AS building_id FROM numbers;

-- The city's address list: one row a building.
CREATE TABLE addresses AS
SELECT building_id, street_id, joined(kind, particle, core) AS street, joined(kind_es(kind), particle_es, core_es) AS street_es,
  n || CASE WHEN is_bis THEN ' bis' ELSE '' END AS house_number
FROM truth_addresses ORDER BY building_id;

-- What each record should say, and what befell it on its way onto paper.
CREATE TABLE truth_written AS
WITH records AS (
  SELECT r, 'record-' || lpad(r::VARCHAR, 4, '0') AS record_id, r % 5 = 0 AS is_licence,
    1 + floor(uniform('address ' || r) * (SELECT count(*) FROM truth_addresses))::INTEGER AS chosen,
    uniform('befell ' || r) AS befell
  FROM range(1, 4001) x(r)
),
placed AS (
  SELECT r.*, a.* EXCLUDE (chosen),
    -- 7 % have a slip of the pen in the name; others have no number, or come from another district.
    befell < 0.07 AS has_slip, befell >= 0.07 AND befell < 0.085 AS lacks_number, befell >= 0.085 AND befell < 0.155 AS is_elsewhere,
    befell >= 0.155 AND befell < 0.18 AS lacks_kind, befell >= 0.18 AND befell < 0.183 AS has_wrong_number,
    uniform('language ' || r.r) < 0.3 AS is_es
  FROM records r
  JOIN (SELECT *, row_number() OVER (ORDER BY building_id) AS chosen FROM truth_addresses) a ON a.chosen = r.chosen
),
named AS (
  SELECT *,
    CASE WHEN is_elsewhere THEN (['Carrer', 'Avinguda', 'Passeig'])[1 + floor(3 * uniform('elsewhere kind ' || r))::INTEGER]
      WHEN is_es THEN kind_es(kind) ELSE kind END AS written_kind,
    CASE WHEN is_elsewhere THEN 'de' WHEN is_es THEN particle_es ELSE particle END AS written_particle,
    CASE WHEN is_elsewhere THEN (['Romanins', 'Sant Llorenç', 'Montalbà', 'Marfà', 'Mentana', 'Salvador Riera', 'Font del Lleó', 'Rourell', 'Granada'])[1 + floor(9 * uniform('elsewhere ' || r))::INTEGER]
      WHEN is_es THEN core_es ELSE core END AS right_core
  FROM placed
),
slipped AS (
  SELECT *, 2 + floor(uniform('slip at ' || r) * (length(right_core) - 2))::INTEGER AS spot, floor(uniform('slip ' || r) * 4)::INTEGER AS slip
  FROM named
),
cored AS (
  SELECT *, CASE WHEN NOT has_slip OR length(right_core) < 5 THEN right_core
    WHEN slip = 0 THEN right_core[:spot - 1] || right_core[spot + 1:]
    WHEN slip = 1 AND spot < length(right_core) THEN right_core[:spot - 1] || right_core[spot + 1] || right_core[spot] || right_core[spot + 2:]
    WHEN slip = 2 THEN right_core[:spot] || right_core[spot:]
    ELSE right_core[:spot - 1] || 'aeiorstn'[1 + floor(8 * uniform('letter ' || r))::INTEGER] || right_core[spot + 1:] END AS written_core
  FROM slipped
),
parts AS (
  SELECT *,
    CASE WHEN lacks_kind THEN '' ELSE (CASE written_kind
      WHEN 'Carrer' THEN ['Carrer ', 'Carrer ', 'C/ ', 'C. ', 'c/', 'Cr. '] WHEN 'Calle' THEN ['Calle ', 'Calle ', 'C/ ', 'C. ', 'Cl. ', 'C/']
      WHEN 'Avinguda' THEN ['Avinguda ', 'Av. ', 'Avgda. ', 'Av ', 'Avinguda ', 'av. '] WHEN 'Avenida' THEN ['Avenida ', 'Avda. ', 'Av. ', 'Avda ', 'Avenida ', 'avda. ']
      WHEN 'Passeig' THEN ['Passeig ', 'Pg. ', 'Pg ', 'P. ', 'Passeig ', 'pg. '] WHEN 'Paseo' THEN ['Paseo ', 'Pº ', 'Po. ', 'P. ', 'Paseo ', 'pº ']
      WHEN 'Plaça' THEN ['Plaça ', 'Pl. ', 'Pça. ', 'Pl ', 'Plaça ', 'pl. '] ELSE ['Plaza ', 'Pl. ', 'Pza. ', 'Pl ', 'Plaza ', 'pza. '] END
      )[1 + floor(6 * uniform('kind ' || r))::INTEGER] END
    || CASE WHEN lacks_kind OR uniform('particle ' || r) < 0.35 THEN '' WHEN written_particle LIKE '%''' THEN written_particle ELSE written_particle || ' ' END
    || written_core AS street,
    n + CASE WHEN has_wrong_number THEN 2 ELSE 0 END AS number,
    (['', '', ', baixos', ', 1r 2a', ' 3º 1ª', ' pral. 2a', ', 4t', ', esc. B 2n 3a'])[1 + floor(8 * uniform('flat ' || r))::INTEGER] AS flat
  FROM cored
),
texts AS (
  SELECT *, CASE WHEN lacks_number THEN street || ', s/n' ELSE street
    || ([', ', ' ', ', núm. ', ' nº ', ', ', ' ', ', n. ', ', 0'])[1 + floor(8 * uniform('before number ' || r))::INTEGER] || number
    || CASE WHEN is_bis THEN ([' bis', 'bis', ' Bis', '-bis'])[1 + floor(4 * uniform('bis written ' || r))::INTEGER] ELSE '' END || flat END AS text
  FROM parts
)
SELECT record_id, CASE WHEN is_licence THEN 'licence' ELSE 'padron' END AS register,
  CASE WHEN uniform('capitals ' || r) < 0.2 THEN upper(text) WHEN uniform('accents ' || r) < 0.25 THEN strip_accents(text) ELSE text END AS address,
  CASE WHEN is_licence THEN 0 ELSE 1 + floor(5 * uniform('persons ' || r) * uniform('more ' || r))::INTEGER END AS persons,
  CASE WHEN is_elsewhere THEN NULL ELSE building_id END AS building_id
FROM texts;

CREATE TABLE paper_records AS
SELECT record_id, register, address, persons FROM truth_written ORDER BY record_id;

DROP MACRO joined;
DROP MACRO kind_es;
