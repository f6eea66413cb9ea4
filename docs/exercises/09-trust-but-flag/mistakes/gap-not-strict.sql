-- Two hours on the dot are no longer than two hours.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN CASE WHEN row_number() OVER in_time = 1 THEN epoch(lead(phenomenon_time) OVER in_time - phenomenon_time) ELSE epoch(phenomenon_time - lag(phenomenon_time) OVER in_time) END >= gap_s THEN 4 ELSE 1 END AS time_gap
FROM series JOIN quality_settings USING (sensor_id)
WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
