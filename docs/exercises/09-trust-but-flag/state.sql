-- Two weeks of NO2 at 20 stations. All values are multiples of a quarter: sums and differences are exact, so that "on the
-- bound" means on the bound.
CREATE TABLE sensors AS
WITH slots AS (
  -- What happens to a station hangs on its slot; which station has which slot hangs on the seed.
  SELECT slot, row_number() OVER (ORDER BY uniform('station ' || slot), slot) AS number FROM range(1, 21) r(slot)
)
SELECT 'no2-' || lpad(number::VARCHAR, 2, '0') AS sensor_id, slot,
  CASE WHEN slot IN (3, 8, 13, 18) THEN 1800 ELSE 3600 END AS cadence_s,
  ROUND(22 + 18 * uniform('level ' || slot)) AS level
FROM slots ORDER BY number;

CREATE TABLE quality_settings AS
SELECT sensor_id,
  0.0::DOUBLE AS gross_fail_low, 1000.0::DOUBLE AS gross_fail_high,
  0.0::DOUBLE AS gross_suspect_low, 400.0::DOUBLE AS gross_suspect_high,
  60.0::DOUBLE AS spike_suspect, 120.0::DOUBLE AS spike_fail,
  60.0::DOUBLE / 3600 AS rate_suspect_per_s, 180.0::DOUBLE / 3600 AS rate_fail_per_s,
  3 * 3600 AS flat_suspect_s, 6 * 3600 AS flat_fail_s,
  -- Somebody left the default at three stations.
  CASE WHEN slot IN (5, 11, 17) THEN 0.0 ELSE 0.5 END::DOUBLE AS flat_tolerance,
  2 * 3600 AS gap_s
FROM sensors ORDER BY sensor_id;

-- Step n of a station: two humps a day, a slow wander, some noise; never still for four steps.
CREATE TABLE made AS
WITH steps AS (
  SELECT *, unnest(range(14 * 86400 // cadence_s)) AS n FROM sensors
),
shaped AS (
  SELECT sensor_id, slot, cadence_s, n,
    TIMESTAMP '2024-10-21 00:00:00' + to_seconds(n * cadence_s) AS phenomenon_time,
    n * cadence_s / 3600.0 AS hour,
    level * (0.75 + 0.45 * exp(-pow(((n * cadence_s / 3600.0) % 24 - 8) / 2.2, 2))
        + 0.55 * exp(-pow(((n * cadence_s / 3600.0) % 24 - 20.5) / 2.8, 2)))
      + 5 * sin(2 * pi() * (n * cadence_s / 3600.0 / 91 + uniform('wander ' || slot)))
      + 2 * normal('noise ' || slot || ' ' || n) AS shape
  FROM steps
)
SELECT sensor_id, slot, cadence_s, n, phenomenon_time, hour, greatest(3, round(shape * 2) / 2) + CASE WHEN n % 2 = 0 THEN 0.5 ELSE 0 END AS calm
FROM shaped;

-- What happens, by slot: from an hour of the two weeks, for so many hours. Hours shift with the seed, days stay apart.
CREATE TABLE happened AS
SELECT slot, what, amount, hours, CASE WHEN day < 0 THEN 0 ELSE 24 * day + 6 + floor(8 * uniform('when ' || slot || ' ' || day)) END AS first_hour
FROM (VALUES
  -- Stuck: at zero width; with the tolerance left at zero; from the first hour on; up and down by just the tolerance; with
  -- missing values within; three hours long, just enough; across a gap.
  (1, 2, 'stuck', 0.0, 9), (3, 4, 'stuck', 0.0, 8), (5, 3, 'stuck', 0.0, 12), (11, 6, 'stuck', 0.0, 10), (7, -1, 'stuck', 0.0, 7),
  (9, 5, 'dither', 0.5, 11), (12, 2, 'dither', 0.25, 10), (14, 7, 'stuck', 0.0, 8), (14, 7, 'missing', 0.0, 0), (2, 9, 'stuck', 0.0, 3),
  (16, 4, 'stuck', 0.0, 11), (16, 4, 'gap-within', 0.0, 3),
  -- Spikes: large, and such that they stand out by exactly 60 or 120 from the middle of their neighbours.
  (2, 3, 'spike', 95.0, 0), (4, 5, 'spike', 160.0, 0), (6, 2, 'spike', 240.0, 0), (8, 6, 'spike', 75.0, 0), (10, 8, 'spike', 130.0, 0),
  (13, 3, 'spike', 88.0, 0), (15, 10, 'spike', 310.0, 0), (18, 9, 'spike', 145.0, 0), (19, 4, 'spike', 70.5, 0), (20, 7, 'spike', 125.0, 0),
  (1, 8, 'stands-out', 60.0, 0), (4, 11, 'stands-out', 120.0, 0), (6, 9, 'stands-out', 60.25, 0), (12, 9, 'stands-out', 120.25, 0),
  -- Beside missing values and gaps.
  (10, 3, 'spike', 140.0, 0), (10, 3, 'missing-after', 0.0, 0), (15, 4, 'spike', 110.0, 0), (15, 4, 'missing-before', 0.0, 0),
  -- Steps: of exactly 60 in an hour, a little more, and for good.
  (5, 8, 'step', 60.0, 5), (9, 10, 'step', 60.25, 6), (17, 3, 'step', 100.0, 9), (18, 3, 'step', 45.0, 4),
  -- On the bounds and beyond.
  (7, 5, 'value', 400.0, 0), (7, 8, 'value', 400.25, 0), (11, 2, 'value', 1000.0, 0), (11, 9, 'value', 1000.25, 0), (13, 8, 'value', 0.0, 0),
  (19, 8, 'value', -0.25, 0), (20, 3, 'value', -999.0, 0), (20, 10, 'value', -999.0, 2), (3, 10, 'value', 9999.0, 0),
  -- Missing: no value written, or a NaN.
  (4, 2, 'missing', 0.0, 2), (8, 2, 'missing', 0.0, 5), (12, 6, 'missing', 0.0, 0), (17, 8, 'missing', 0.0, 1), (6, 6, 'nan', 0.0, 2), (19, 11, 'nan', 0.0, 0),
  (1, 11, 'missing', 0.0, 0),
  -- Gaps: one hour's row gone (two hours apart, on the bound), more, across a rise, and right after the first row.
  (2, 6, 'gap', 0.0, 1), (6, 4, 'gap', 0.0, 1), (9, 2, 'gap', 0.0, 4), (13, 11, 'gap', 0.0, 9), (16, 9, 'gap', 0.0, 2), (18, 11, 'gap', 0.0, 2),
  (17, 11, 'gap', 0.0, 4), (17, 11, 'rise-after', 85.0, 9), (5, 11, 'gap', 0.0, 3), (5, 11, 'rise-after', 130.0, 8),
  (14, -1, 'gap-after-first', 0.0, 4), (19, -1, 'gap-after-first', 0.0, 2)
) AS v(slot, day, what, amount, hours);

CREATE TABLE disturbed AS
WITH levels AS (
  SELECT m.sensor_id, m.slot, m.n, m.hour, m.phenomenon_time, m.calm, m.cadence_s,
    -- While it is stuck: the last calm value before.
    max(CASE WHEN h.what IN ('stuck', 'dither') AND m.hour >= h.first_hour AND m.hour <= h.first_hour + h.hours THEN h.first_hour END) AS stuck_from,
    max(CASE WHEN h.what = 'dither' AND m.hour >= h.first_hour AND m.hour <= h.first_hour + h.hours THEN h.amount END) AS dither,
    sum(CASE WHEN h.what = 'spike' AND m.hour = h.first_hour THEN h.amount ELSE 0 END) AS spike,
    sum(CASE WHEN h.what = 'step' AND m.hour >= h.first_hour AND m.hour < h.first_hour + h.hours THEN h.amount
             WHEN h.what = 'rise-after' AND m.hour >= h.first_hour + 2 AND m.hour < h.first_hour + h.hours THEN h.amount ELSE 0 END) AS step,
    max(CASE WHEN h.what = 'step' AND m.hour >= h.first_hour - 1 AND m.hour < h.first_hour + h.hours THEN h.first_hour END) AS step_from,
    max(CASE WHEN h.what = 'stands-out' AND m.hour = h.first_hour THEN h.amount END) AS stands_out,
    max(CASE WHEN h.what = 'value' AND m.hour >= h.first_hour AND m.hour <= h.first_hour + h.hours THEN h.amount END) AS written,
    bool_or(h.what = 'missing' AND m.hour BETWEEN h.first_hour + CASE WHEN m.slot = 14 THEN 4 ELSE 0 END AND h.first_hour + CASE WHEN m.slot = 14 THEN 4 ELSE h.hours END
      OR h.what = 'missing-after' AND m.hour = h.first_hour + m.cadence_s / 3600.0
      OR h.what = 'missing-before' AND m.hour = h.first_hour - m.cadence_s / 3600.0) AS is_missing,
    bool_or(h.what = 'nan' AND m.hour BETWEEN h.first_hour AND h.first_hour + h.hours) AS is_nan,
    bool_or(h.what = 'gap' AND m.hour >= h.first_hour AND m.hour < h.first_hour + h.hours
      OR h.what = 'gap-within' AND m.hour >= h.first_hour + 5 AND m.hour < h.first_hour + 5 + h.hours
      OR h.what = 'gap-after-first' AND m.hour > 0 AND m.hour < h.hours) AS is_gone
  FROM made m LEFT JOIN happened h ON h.slot = m.slot
  GROUP BY ALL
),
still AS (
  SELECT *,
    CASE WHEN stuck_from IS NOT NULL THEN first_value(calm) OVER (PARTITION BY sensor_id, stuck_from ORDER BY n)
           + CASE WHEN dither IS NOT NULL AND n % 2 = 1 THEN dither ELSE 0 END
         -- A step is of its height and nothing else: the level before it stays below it.
         WHEN step_from IS NOT NULL THEN first_value(calm) OVER (PARTITION BY sensor_id, step_from ORDER BY n) + step + CASE WHEN n % 4 = 3 AND hour > step_from + 1 THEN 1.5 ELSE 0 END
         ELSE calm + step END AS level
  FROM levels
)
SELECT sensor_id, phenomenon_time, cadence_s, n, is_gone, is_missing, is_nan,
  CASE
    WHEN written IS NOT NULL THEN written
    WHEN stands_out IS NOT NULL THEN (lag(level) OVER series + lead(level) OVER series) / 2 + stands_out
    ELSE level + spike
  END AS value
FROM still
WINDOW series AS (PARTITION BY sensor_id ORDER BY n);

CREATE TABLE observations AS
SELECT 'lesson' AS run_id, sensor_id, 'no2' AS property, phenomenon_time,
  phenomenon_time + INTERVAL 20 SECOND AS result_time, phenomenon_time + INTERVAL 21 SECOND AS received_at,
  CASE WHEN is_missing THEN NULL WHEN is_nan THEN 'NaN'::DOUBLE ELSE value END AS value,
  'ug/m3' AS unit, 2 AS quality_flag, row_number() OVER (PARTITION BY sensor_id ORDER BY n)::INTEGER AS seq, 'lesson' AS source
FROM disturbed
WHERE NOT coalesce(is_gone, false)
ORDER BY sensor_id, phenomenon_time;

DROP TABLE disturbed;
DROP TABLE happened;
DROP TABLE made;
ALTER TABLE sensors DROP COLUMN level;
ALTER TABLE sensors DROP COLUMN slot;
