-- Without a neighbour nothing is compared, and what is not bad is called good.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN value IS NULL THEN 9
    WHEN abs(value - (lag(value) OVER in_time + lead(value) OVER in_time) / 2) > spike_fail THEN 4
    WHEN abs(value - (lag(value) OVER in_time + lead(value) OVER in_time) / 2) > spike_suspect THEN 3
    ELSE 1 END AS spike
FROM series JOIN quality_settings USING (sensor_id)
WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
