-- NaN is compared as a number; it is greater than any.
WITH series AS (
  SELECT sensor_id, phenomenon_time, value
  FROM observations WHERE property = 'no2'
)
SELECT sensor_id, phenomenon_time,
  CASE WHEN value IS NULL THEN 9
    WHEN value < gross_fail_low OR value > gross_fail_high THEN 4
    WHEN value < gross_suspect_low OR value > gross_suspect_high THEN 3
    ELSE 1 END AS gross_range
FROM series JOIN quality_settings USING (sensor_id)
