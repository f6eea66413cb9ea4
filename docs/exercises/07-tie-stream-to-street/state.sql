-- A grid like the Eixample's: 133.3 m from crossing to crossing, turned by 45 degrees, one avenue diagonally through it.
-- Metres east and north of an origin become degrees at the end.
CREATE MACRO lon_of(east) AS 2.150 + east / 83650.0;
CREATE MACRO lat_of(north) AS 41.390 + north / 111061.0;
CREATE MACRO place(east, north) AS ST_Point(round(lon_of(east), 7), round(lat_of(north), 7));

-- Links before they have an id: crossing (i, j) lies i steps north-east and j steps south-east of the first one.
CREATE TABLE drawn_links AS
WITH links AS (
  SELECT 'street-r' || lpad((j + 1)::VARCHAR, 2, '0') || '-' || lpad((i + 1)::VARCHAR, 2, '0') AS feature_id,
    ['Carrer del Romaní', 'Carrer del Ginebró', 'Carrer de la Murtra', 'Carrer del Fonoll', 'Carrer de la Menta',
     'Carrer de l''Orenga', 'Carrer de la Sàlvia', 'Carrer del Llorer', 'Carrer del Boix', 'Carrer de l''Heura',
     'Carrer del Marfull', 'Carrer de l''Arboç'][j + 1] AS name,
    'street' AS class, i AS i1, j AS j1, i + 1 AS i2, j AS j2
  FROM range(12) a(i), range(12) b(j)
  UNION ALL
  SELECT 'street-c' || lpad((i + 1)::VARCHAR, 2, '0') || '-' || lpad((j + 1)::VARCHAR, 2, '0'),
    ['Carrer de l''Alzina', 'Carrer del Roure', 'Carrer del Pi', 'Carrer de l''Avet', 'Carrer del Faig',
     'Carrer de l''Om', 'Passeig dels Til·lers', 'Carrer del Freixe', 'Carrer de l''Àlber', 'Carrer del Salze',
     'Carrer del Vern', 'Carrer del Teix', 'Carrer de l''Auró'][i + 1],
    'street', i, j, i, j + 1
  FROM range(13) a(i), range(11) b(j)
  UNION ALL
  SELECT 'street-d01-' || lpad((i + 1)::VARCHAR, 2, '0'), 'Avinguda dels Lledoners', 'avenue', i, i, i + 1, i + 1
  FROM range(11) a(i)
)
SELECT feature_id, name, class,
  -- Half of them are drawn the other way, as in every real street map.
  CASE WHEN uniform('drawn ' || feature_id) < 0.5 THEN [i1, j1, i2, j2] ELSE [i2, j2, i1, j1] END AS ends,
  (ends[1] + ends[2]) * 133.3 / sqrt(2) AS east_1, (ends[1] - ends[2]) * 133.3 / sqrt(2) AS north_1,
  (ends[3] + ends[4]) * 133.3 / sqrt(2) AS east_2, (ends[3] - ends[4]) * 133.3 / sqrt(2) AS north_2,
  sqrt((east_2 - east_1) ** 2 + (north_2 - north_1) ** 2) AS length_m
FROM links;

CREATE TABLE streets AS
SELECT feature_id, name, class, round(length_m, 1) AS length_m, ST_MakeLine(place(east_1, north_1), place(east_2, north_2)) AS geom
FROM drawn_links ORDER BY feature_id;

-- How a counter stands to the link it watches: metres along it from its first end, metres beside it, degrees off its direction.
CREATE TABLE mounted AS
WITH counters AS (
  SELECT k, CASE WHEN k <= 32 THEN 'beside' WHEN k <= 44 THEN 'corner' WHEN k <= 52 THEN 'crossing' WHEN k <= 56 THEN 'far'
    ELSE 'across' END AS stands
  FROM range(1, 61) r(k)
),
chosen AS (
  -- Each has a link of its own; those at corners, crossings and far off have one of the plain streets.
  SELECT k, stands, feature_id
  FROM (SELECT *, row_number() OVER (ORDER BY k) AS n FROM counters WHERE stands IN ('beside', 'across')) c
  JOIN (SELECT feature_id, row_number() OVER (ORDER BY uniform('chosen ' || feature_id), feature_id) AS n FROM drawn_links) USING (n)
  UNION ALL
  SELECT k, stands, feature_id
  FROM (SELECT *, row_number() OVER (ORDER BY k) AS n FROM counters WHERE stands NOT IN ('beside', 'across')) c
  JOIN (SELECT feature_id, row_number() OVER (ORDER BY uniform('corner ' || feature_id), feature_id) AS n FROM drawn_links
        WHERE class = 'street' AND list_max(ends) <= 10 AND list_min(ends) >= 1
          AND ends[1] + ends[2] <> 12 AND abs(ends[1] - ends[2]) > 2) USING (n)
)
SELECT k, stands, l.*,
  CASE stands
    WHEN 'corner' THEN 9 + 3 * uniform('along ' || k)
    WHEN 'crossing' THEN 1 + 2 * uniform('along ' || k)
    ELSE length_m * (0.25 + 0.5 * uniform('along ' || k))
  END AS along_m,
  CASE WHEN uniform('side ' || k) < 0.5 THEN -1 ELSE 1 END * CASE stands
    WHEN 'corner' THEN 13 + 4 * uniform('beside ' || k)
    WHEN 'crossing' THEN 3 + 3 * uniform('beside ' || k)
    WHEN 'far' THEN 28 + 10 * uniform('beside ' || k)
    ELSE 3 + 12 * uniform('beside ' || k)
  END AS beside_m,
  -- A fitter holds a compass: some degrees off; every other counter looks against the way the link is drawn.
  greatest(-14, least(14, 5 * normal('compass ' || k)))
    + CASE WHEN uniform('against ' || k) < 0.5 THEN 180 ELSE 0 END
    + CASE WHEN stands = 'across' THEN 60 + 30 * uniform('across ' || k) ELSE 0 END AS off_deg
FROM chosen JOIN drawn_links l USING (feature_id);

CREATE TABLE sensors AS
WITH placed AS (
  SELECT *, (east_2 - east_1) / length_m AS ahead_east, (north_2 - north_1) / length_m AS ahead_north,
    row_number() OVER (ORDER BY uniform('number ' || k), k) AS number
  FROM mounted
)
SELECT 'counter-' || lpad(number::VARCHAR, 2, '0') AS feature_id, 'counter-' || lpad(number::VARCHAR, 2, '0') AS sensor_id,
  'traffic' AS domain, 'camera' AS kind,
  round((degrees(atan2(ahead_east, ahead_north)) + off_deg + 720) % 360)::INTEGER % 360 AS heading_deg,
  place(east_1 + along_m * ahead_east + beside_m * ahead_north, north_1 + along_m * ahead_north - beside_m * ahead_east) AS geom
FROM placed ORDER BY number;

CREATE TABLE observations_latest AS
WITH last AS (
  SELECT sensor_id, row_number() OVER (ORDER BY uniform('silent ' || sensor_id), sensor_id) <= 3 AS is_silent,
    TIMESTAMP '2024-11-07 09:00:00' - to_minutes(5 * floor(3 * uniform('last ' || sensor_id))::INTEGER) AS phenomenon_time
  FROM sensors
)
SELECT 'lesson' AS run_id, sensor_id, property, phenomenon_time,
  phenomenon_time + INTERVAL 20 SECOND AS result_time, phenomenon_time + INTERVAL 21 SECOND AS received_at,
  CASE property WHEN 'flow' THEN 12 * round(15 + 85 * uniform('flow ' || sensor_id)) ELSE round(14 + 22 * uniform('speed ' || sensor_id), 1) END AS value,
  CASE property WHEN 'flow' THEN '{veh}/h' ELSE 'km/h' END AS unit,
  1 AS quality_flag, row_number() OVER (ORDER BY sensor_id, property)::INTEGER AS seq, 'lesson' AS source
FROM last, (VALUES ('flow'), ('speed')) p(property)
WHERE NOT is_silent
ORDER BY sensor_id, property;

DROP TABLE mounted;
DROP TABLE drawn_links;
DROP MACRO place;
DROP MACRO lon_of;
DROP MACRO lat_of;
