-- Thirty census sections of two blocks each in a grid turned by 45 degrees, fourteen stations among them, one week of hours.
CREATE MACRO lon_of(along, across) AS round(2.160 + (along + across) / sqrt(2) / 83650.0, 7);
CREATE MACRO lat_of(along, across) AS round(41.388 + (along - across) / sqrt(2) / 111061.0, 7);
CREATE MACRO corner(along, across) AS lon_of(along, across) || ' ' || lat_of(along, across);

CREATE TABLE cells AS
SELECT row_number() OVER (ORDER BY b, a) AS n, a * 266.6 AS along, b * 133.3 AS across
FROM range(5) x(a), range(6) y(b);

CREATE TABLE census_sections AS
SELECT 'section-' || lpad(n::VARCHAR, 2, '0') AS feature_id,
  -- Few large sections, many small ones.
  (700 + round(1800 * pow(uniform('people ' || n), 2)))::INTEGER AS population,
  ST_GeomFromText('POLYGON((' || corner(along, across) || ', ' || corner(along + 266.6, across) || ', ' || corner(along + 266.6, across + 133.3)
    || ', ' || corner(along, across + 133.3) || ', ' || corner(along, across) || '))') AS geom
FROM cells ORDER BY n;

-- Five stations of reference, nine low-cost ones that count molecules. The busy avenue runs along one side, which the seed chooses.
CREATE TABLE stations AS
WITH spread AS (
  SELECT k, row_number() OVER (ORDER BY uniform('station ' || k), k) AS number,
    (k % 5 + 0.2 + 0.6 * uniform('along ' || k)) * 266.6 AS along,
    (2 * (k // 5) + 0.3 + 1.4 * uniform('across ' || k)) * 133.3 AS across
  FROM range(14) r(k)
)
SELECT k, 'no2-' || lpad(number::VARCHAR, 2, '0') AS sensor_id, CASE WHEN k IN (0, 4, 7, 10, 13) THEN 'reference' ELSE 'lowcost' END AS kind, along, across,
  -- Street level, ug/m3: falls with the distance from the avenue.
  12 + 40 * exp(-(CASE WHEN uniform('avenue') < 0.5 THEN across ELSE 800 - across END) / 300) + 6 * uniform('street ' || k) AS level
FROM spread;

CREATE TABLE sensors AS
SELECT sensor_id AS feature_id, sensor_id, 'air' AS domain, kind, ST_Point(lon_of(along, across), lat_of(along, across)) AS geom
FROM stations ORDER BY sensor_id;

-- What a dispersion model says: how much of a section's air each station stands for. The four stations that tell most.
-- The sections around the stations k = 7 and k = 8 hang on one station alone.
CREATE TABLE section_weights AS
WITH near AS (
  SELECT c.n, s.k, s.sensor_id, sqrt(pow(c.along + 133.3 - s.along, 2) + pow(c.across + 66.65 - s.across, 2)) AS distance_m,
    (0.6 + 0.8 * uniform('weight ' || c.n || ' ' || s.k)) * exp(-distance_m / 220) AS share
  FROM cells c, stations s
),
told AS (
  SELECT *, row_number() OVER (PARTITION BY n ORDER BY share DESC, k) AS place,
    CASE n
      WHEN (SELECT n FROM near WHERE k = 7 ORDER BY distance_m, n LIMIT 1) THEN 7
      WHEN (SELECT n FROM near WHERE k = 8 ORDER BY distance_m, n LIMIT 1) THEN 8
    END AS alone
  FROM near
)
SELECT 'section-' || lpad(n::VARCHAR, 2, '0') AS section_id, sensor_id,
  CASE WHEN alone IS NULL THEN round(share / sum(share) OVER (PARTITION BY n), 4) ELSE 1 END::DOUBLE AS weight
FROM told WHERE CASE WHEN alone IS NULL THEN place <= 3 + (n % 2) ELSE k = alone END
ORDER BY section_id, weight DESC;

CREATE TABLE made AS
WITH hours AS (
  SELECT s.*, h AS n, h // 24 AS day, h % 24 AS hour, TIMESTAMP '2024-11-04 00:00:00' + to_hours(h) AS phenomenon_time,
    [0.70, 0.85, 1.30, 1.05, 1.45, 0.95, 0.65][h // 24 + 1] AS weather
  FROM stations s, range(168) r(h)
),
true_values AS (
  SELECT *, greatest(4, level * weather * (0.72 + 0.42 * exp(-pow((hour - 8) / 2.2, 2)) + 0.55 * exp(-pow((hour - 20.5) / 2.8, 2)))
    + 2.5 * normal('hour ' || k || ' ' || n)) AS truth
  FROM hours
),
-- Reference stations write half micrograms, the others tenths of a ppb.
written AS (
  SELECT *, CASE kind WHEN 'reference' THEN round(truth * 2) / 2 ELSE round(truth / 1.913, 1) END AS value FROM true_values
),
-- On Tuesday the lone station's mean is exactly 25, on Thursday exactly 50: on the limits, not above them.
scaled AS (
  SELECT *, CASE WHEN k = 7 AND day IN (1, 3) THEN [25, NULL, 50][day] END AS mean_wanted,
    CASE WHEN k = 7 AND day IN (1, 3) THEN round(value * 2 * mean_wanted / avg(value) OVER (PARTITION BY k, day)) / 2 ELSE value END AS near_value
  FROM written
)
SELECT k, sensor_id, kind, n, day, hour, phenomenon_time,
  near_value + CASE WHEN mean_wanted IS NOT NULL AND hour = 13 THEN 24 * mean_wanted - sum(near_value) OVER (PARTITION BY k, day) ELSE 0 END AS value
FROM scaled;

CREATE TABLE observations AS
WITH judged AS (
  SELECT *,
    -- Silent in the busy hours of some days: the radio is full then.
    k IN (2, 5, 11) AND day IN (1 + k % 3, 4, 5) AND (hour BETWEEN 7 AND 10 OR hour BETWEEN 18 AND 22)
      -- A whole day, and a night.
      OR k = 8 AND day = 2 OR k = 3 AND day = 4 AND hour < 9 AS is_gone,
    CASE
      WHEN k = 12 AND day IN (0, 3) AND hour BETWEEN 9 AND 17 THEN 'stuck'
      WHEN k = 1 AND day IN (2, 6) AND hour BETWEEN 6 AND 12 THEN 'high'
      WHEN k = 10 AND uniform('fault ' || n) < 0.04 THEN 'sentinel'
      WHEN k = 9 AND day >= 4 AND hour BETWEEN 11 AND 16 THEN 'missing'
      WHEN k NOT IN (7, 10) AND uniform('spike ' || k || ' ' || n) < 0.008 THEN 'spike'
    END AS fault
  FROM made
)
SELECT 'lesson' AS run_id, sensor_id, 'no2' AS property, phenomenon_time,
  phenomenon_time + INTERVAL 1 HOUR AS result_time, phenomenon_time + INTERVAL 61 MINUTE AS received_at,
  CASE fault WHEN 'stuck' THEN 61.3 WHEN 'high' THEN round(value * 3.2, 1) WHEN 'sentinel' THEN -999 WHEN 'missing' THEN NULL WHEN 'spike' THEN round(value + 160, 1)
    ELSE value END AS value,
  CASE kind WHEN 'reference' THEN 'ug/m3' ELSE '[ppb]' END AS unit,
  -- The reference stations are looked after and good; of the low-cost ones nobody has said yet.
  CASE fault WHEN 'stuck' THEN 3 WHEN 'high' THEN 3 WHEN 'sentinel' THEN 4 WHEN 'missing' THEN 9 WHEN 'spike' THEN 4
    ELSE CASE kind WHEN 'reference' THEN 1 ELSE 2 END END AS quality_flag,
  n::INTEGER AS seq, 'lesson' AS source
FROM judged WHERE NOT is_gone
UNION ALL
-- The reference stations measure ozone as well.
SELECT 'lesson', sensor_id, 'o3', phenomenon_time, phenomenon_time + INTERVAL 1 HOUR, phenomenon_time + INTERVAL 61 MINUTE,
  greatest(2, round(95 - value + 4 * normal('ozone ' || k || ' ' || n))), 'ug/m3', 1, n::INTEGER, 'lesson'
FROM made WHERE kind = 'reference'
ORDER BY sensor_id, property, phenomenon_time;

DROP TABLE made;
DROP TABLE stations;
DROP TABLE cells;
DROP MACRO corner;
DROP MACRO lat_of;
DROP MACRO lon_of;
