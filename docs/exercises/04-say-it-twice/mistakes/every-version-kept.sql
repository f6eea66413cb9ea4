CREATE OR REPLACE TABLE readings AS
FROM readings
UNION
SELECT sensor_id, property, phenomenon_time, result_time, value FROM inbox;
