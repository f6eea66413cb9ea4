INSERT INTO readings
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox;
