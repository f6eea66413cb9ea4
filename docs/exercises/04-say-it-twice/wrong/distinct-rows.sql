INSERT INTO readings
SELECT DISTINCT sensor_id, property, phenomenon_time, result_time, value
FROM inbox;
