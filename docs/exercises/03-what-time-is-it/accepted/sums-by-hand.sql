-- The sensor is found by its median delay, the day's limits are computed once, the mean is a sum over a count.
WITH local_sensors AS (
  SELECT sensor_id FROM observations GROUP BY sensor_id
  HAVING median(epoch(received_at) - epoch(phenomenon_time)) < -1800
), timed AS (
  SELECT value, received_at, phenomenon_time - CASE WHEN sensor_id IN (FROM local_sensors) THEN
      (SELECT max(offset_minutes) FROM local_time_offsets WHERE received_at >= valid_from AND received_at < valid_to) ELSE 0
    END * INTERVAL 1 MINUTE AS measured_at
  FROM observations
), limits AS (
  SELECT max(day - offset_minutes * INTERVAL 1 MINUTE) FILTER (WHERE day - offset_minutes * INTERVAL 1 MINUTE BETWEEN valid_from AND valid_to) AS first,
    max(day + 1 - offset_minutes * INTERVAL 1 MINUTE) FILTER (WHERE day + 1 - offset_minutes * INTERVAL 1 MINUTE BETWEEN valid_from AND valid_to) AS last
  FROM wanted_day CROSS JOIN local_time_offsets
), judged AS (
  SELECT *, epoch(received_at) - epoch(measured_at) > 600 AS is_late
  FROM timed JOIN limits ON measured_at >= first AND measured_at < last
)
SELECT date_trunc('hour', measured_at) AS "HOUR",
  sum(CASE WHEN is_late THEN 0 ELSE value END) / sum(CASE WHEN is_late THEN 0 ELSE 1 END) AS mean_no2,
  sum(is_late::INTEGER) AS late_rows
FROM judged
GROUP BY ALL;
