-- The settings as numbers, the order of flags as a list.
WITH clean AS (
  SELECT sensor_id, phenomenon_time AS t, nullif(value, 'NaN'::DOUBLE) AS v FROM observations
),
near AS (
  SELECT *, lag(v) OVER w AS p, lead(v) OVER w AS f, date_diff('second', lag(t) OVER w, t) AS dt, row_number() OVER w AS n,
    list(v) OVER (PARTITION BY sensor_id ORDER BY t ROWS BETWEEN 12 PRECEDING AND CURRENT ROW) AS recent
  FROM clean WINDOW w AS (PARTITION BY sensor_id ORDER BY t)
),
usual AS (
  SELECT sensor_id, CASE WHEN median(dt) < 3600 THEN 6 ELSE 3 END AS short,
    CASE WHEN sensor_id IN (SELECT sensor_id FROM quality_settings WHERE flat_tolerance = 0) THEN 0 ELSE 0.5 END AS still
  FROM near GROUP BY sensor_id
),
flat AS (
  SELECT near.*, short, still, list_filter(recent[-(short + 1):], lambda x: x IS NOT NULL) AS few,
    list_filter(recent[-(2 * short + 1):], lambda x: x IS NOT NULL) AS many
  FROM near JOIN usual USING (sensor_id)
),
tests AS (
  SELECT sensor_id, t AS phenomenon_time, n,
    CASE WHEN v IS NULL THEN 9 WHEN v NOT BETWEEN 0 AND 1000 THEN 4 WHEN v NOT BETWEEN 0 AND 400 THEN 3 ELSE 1 END AS gross_range,
    CASE WHEN v IS NULL THEN 9 WHEN p + f IS NULL THEN 2 WHEN abs(2 * v - p - f) > 240 THEN 4 WHEN abs(2 * v - p - f) > 120 THEN 3 ELSE 1 END AS spike,
    CASE WHEN v IS NULL THEN 9 WHEN p IS NULL THEN 1 WHEN 3600 * abs(v - p) > 180 * dt THEN 4 WHEN 3600 * abs(v - p) > 60 * dt THEN 3 ELSE 1 END AS rate_of_change,
    CASE WHEN v IS NULL THEN 9 WHEN n > 2 * short AND list_max(many) - list_min(many) < still THEN 4
      WHEN n > short AND list_max(few) - list_min(few) < still THEN 3 ELSE 1 END AS flat_line,
    CASE WHEN dt > 7200 THEN 4 ELSE 1 END AS own_gap
  FROM flat
)
SELECT sensor_id, phenomenon_time, gross_range, spike, rate_of_change, flat_line,
  CASE n WHEN 1 THEN lead(own_gap) OVER (PARTITION BY sensor_id ORDER BY phenomenon_time) ELSE own_gap END AS time_gap,
  [9, 2, 1, 3, 4][list_max(list_transform([gross_range, spike, rate_of_change, flat_line], lambda x: list_position([9, 2, 1, 3, 4], x)))] AS flag
FROM tests
