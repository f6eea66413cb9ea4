INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, max(result_time), max(value)
FROM inbox
GROUP BY sensor_id, property, phenomenon_time
ON CONFLICT (sensor_id, property, phenomenon_time)
DO UPDATE SET result_time = excluded.result_time, value = excluded.value
WHERE excluded.result_time > readings.result_time;
