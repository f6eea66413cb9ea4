INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox
ON CONFLICT (sensor_id, property, phenomenon_time)
DO UPDATE SET result_time = excluded.result_time, value = excluded.value
WHERE excluded.result_time > readings.result_time;
