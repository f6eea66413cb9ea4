INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox
-- Of several versions within the batch: the one that was computed last.
QUALIFY row_number() OVER (PARTITION BY sensor_id, property, phenomenon_time ORDER BY result_time DESC) = 1
-- What is stored gives way to a newer version only.
ON CONFLICT (sensor_id, property, phenomenon_time)
DO UPDATE SET result_time = excluded.result_time, value = excluded.value
WHERE excluded.result_time > readings.result_time;
