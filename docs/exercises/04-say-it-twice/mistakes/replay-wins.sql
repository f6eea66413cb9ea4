INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox
QUALIFY row_number() OVER (PARTITION BY sensor_id, property, phenomenon_time ORDER BY result_time DESC) = 1
ON CONFLICT (sensor_id, property, phenomenon_time)
DO UPDATE SET result_time = excluded.result_time, value = excluded.value;
