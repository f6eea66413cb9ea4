-- The last value before the gap is flagged, not the first after it.
WITH series AS (
  SELECT sensor_id, phenomenon_time, CASE WHEN isnan(value) THEN NULL ELSE value END AS value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN coalesce(epoch(lead(phenomenon_time) OVER in_time - phenomenon_time), epoch(phenomenon_time - lag(phenomenon_time) OVER in_time)) > gap_s THEN 4 ELSE 1 END AS time_gap
FROM series JOIN quality_settings USING (sensor_id)
WINDOW in_time AS (PARTITION BY sensor_id ORDER BY phenomenon_time)
