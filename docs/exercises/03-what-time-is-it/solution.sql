WITH clocks AS (
  -- Nothing arrives before it is measured: who says so has another clock.
  SELECT sensor_id, bool_or(received_at < phenomenon_time) AS writes_local_time
  FROM observations
  GROUP BY sensor_id
), timed AS (
  SELECT value, received_at,
    CASE WHEN writes_local_time THEN phenomenon_time - offset_minutes * INTERVAL 1 MINUTE ELSE phenomenon_time END AS measured_at
  FROM observations
  JOIN clocks USING (sensor_id)
  -- received_at is the platform's own clock, so it tells which offset was in force.
  JOIN local_time_offsets ON received_at >= valid_from AND received_at < valid_to
)
SELECT date_trunc('hour', measured_at) AS hour,
  avg(value) FILTER (WHERE received_at - measured_at <= INTERVAL 10 MINUTE) AS mean_no2,
  count(*) FILTER (WHERE received_at - measured_at > INTERVAL 10 MINUTE) AS late_rows
FROM timed
JOIN local_time_offsets ON measured_at >= valid_from AND measured_at < valid_to
WHERE (measured_at + offset_minutes * INTERVAL 1 MINUTE)::DATE = (SELECT day FROM wanted_day)
GROUP BY hour
ORDER BY hour;
