-- The larger of two steps instead of the distance from the middle of both neighbours.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN value IS NULL THEN 9
    WHEN lag(value) OVER in_time IS NULL OR lead(value) OVER in_time IS NULL THEN 2
    WHEN abs(value - lag(value) OVER in_time) > spike_fail THEN 4
    WHEN abs(value - lag(value) OVER in_time) > spike_suspect THEN 3
    ELSE 1 END AS spike
FROM series JOIN quality_settings USING (sensor_id)
WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
