-- After a missing value the last known one is compared.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN value IS NULL THEN 9
    WHEN abs(value - lag(value IGNORE NULLS) OVER in_time) / epoch(phenomenon_time - lag(phenomenon_time) OVER in_time) > rate_fail_per_s THEN 4
    WHEN abs(value - lag(value IGNORE NULLS) OVER in_time) / epoch(phenomenon_time - lag(phenomenon_time) OVER in_time) > rate_suspect_per_s THEN 3
    ELSE 1 END AS rate_of_change
FROM series JOIN quality_settings USING (sensor_id)
WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
