DELETE FROM readings;
INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox
QUALIFY row_number() OVER (PARTITION BY sensor_id, property, phenomenon_time ORDER BY received_at DESC) = 1
ON CONFLICT DO NOTHING;
