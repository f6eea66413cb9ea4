-- A window of hours instead of steps: after a gap it holds fewer values.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
, numbered AS (
  SELECT *, row_number() OVER in_time AS place, epoch(phenomenon_time - lag(phenomenon_time) OVER in_time)::BIGINT AS step_s
  FROM series WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
),
counted AS (
  SELECT n.*, s.flat_tolerance, floor(s.flat_suspect_s / c.usual)::BIGINT AS suspect_steps, floor(s.flat_fail_s / c.usual)::BIGINT AS fail_steps
  FROM numbered n JOIN quality_settings s USING (sensor_id)
  JOIN (SELECT sensor_id, median(step_s) AS usual FROM numbered GROUP BY sensor_id) c USING (sensor_id)
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN value IS NULL THEN 9
    WHEN place > fail_steps AND max(value) OVER fail_window - min(value) OVER fail_window < flat_tolerance THEN 4
    WHEN place > suspect_steps AND max(value) OVER suspect_window - min(value) OVER suspect_window < flat_tolerance THEN 3
    ELSE 1 END AS flat_line
FROM counted
WINDOW
  suspect_window AS (PARTITION BY sensor_id ORDER BY phenomenon_time RANGE BETWEEN INTERVAL 3 HOUR PRECEDING AND CURRENT ROW),
  fail_window AS (PARTITION BY sensor_id ORDER BY phenomenon_time RANGE BETWEEN INTERVAL 6 HOUR PRECEDING AND CURRENT ROW)
