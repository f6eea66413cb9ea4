WITH series AS (
  -- A missing value may be written as NULL or as NaN; here it is NULL from now on.
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations
  WHERE property = 'no2'
),
-- Each row with its neighbours in time, which need not be an hour away.
rows AS (
  SELECT *,
    row_number() OVER in_time AS place,
    lag(value) OVER in_time AS before, lead(value) OVER in_time AS after,
    epoch(phenomenon_time - lag(phenomenon_time) OVER in_time)::BIGINT AS step_s
  FROM series
  WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
),
-- The flat-line test counts steps: as many as the station usually makes in the time given.
lengths AS (
  SELECT r.sensor_id, count(*) AS points,
    (any_value(s.flat_suspect_s) / median(step_s))::DOUBLE AS suspect,
    (any_value(s.flat_fail_s) / median(step_s))::DOUBLE AS fail
  FROM rows r JOIN quality_settings s ON s.sensor_id = r.sensor_id
  GROUP BY r.sensor_id
),
windows AS (
  SELECT r.*, floor(l.suspect)::BIGINT AS suspect_steps, floor(l.fail)::BIGINT AS fail_steps, l.points
  FROM rows r JOIN lengths l ON l.sensor_id = r.sensor_id
),
spans AS (
  SELECT *,
    max(value) OVER suspect_window - min(value) OVER suspect_window AS suspect_range,
    max(value) OVER fail_window - min(value) OVER fail_window AS fail_range
  FROM windows
  WINDOW
    suspect_window AS (
      PARTITION BY sensor_id ORDER BY phenomenon_time ROWS BETWEEN suspect_steps PRECEDING AND CURRENT ROW),
    fail_window AS (
      PARTITION BY sensor_id ORDER BY phenomenon_time ROWS BETWEEN fail_steps PRECEDING AND CURRENT ROW)
),
-- Up to here nothing is wrong. Gross range is right as well; the four other tests are not yet what the task says, nor is
-- the flag.
tests AS (
  SELECT p.sensor_id, p.phenomenon_time,
    CASE
      WHEN value IS NULL THEN 9
      WHEN value < gross_fail_low OR value > gross_fail_high THEN 4
      WHEN value < gross_suspect_low OR value > gross_suspect_high THEN 3
      ELSE 1
    END AS gross_range,
    CASE
      WHEN value IS NULL THEN 9
      WHEN abs(value - (before + after) / 2) > spike_fail THEN 4
      WHEN abs(value - (before + after) / 2) > spike_suspect THEN 3
      ELSE 1
    END AS spike,
    CASE
      WHEN value IS NULL THEN 9
      WHEN abs(value - before) > 180 THEN 4
      WHEN abs(value - before) > 60 THEN 3
      ELSE 1
    END AS rate_of_change,
    CASE
      WHEN value IS NULL THEN 9
      WHEN points < 3 THEN 1
      WHEN place > fail_steps AND fail_range <= flat_tolerance THEN 4
      WHEN place > suspect_steps AND suspect_range <= flat_tolerance THEN 3
      ELSE 1
    END AS flat_line,
    CASE
      WHEN step_s > gap_s THEN 4
      ELSE 1
    END AS time_gap
  FROM spans p JOIN quality_settings s ON s.sensor_id = p.sensor_id
)
SELECT *, greatest(gross_range, spike, rate_of_change, flat_line) AS flag
FROM tests
ORDER BY sensor_id, phenomenon_time;
