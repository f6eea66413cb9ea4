WITH timed AS (
  SELECT sensor_id, value, received_at,
    phenomenon_time AS measured_at  -- is this the time in UTC for all sensors?
  FROM observations
)
SELECT date_trunc('hour', measured_at) AS hour,
  avg(value) AS mean_no2,
  0 AS late_rows
FROM timed
WHERE measured_at::DATE = (SELECT day FROM wanted_day)
GROUP BY hour
ORDER BY hour;
