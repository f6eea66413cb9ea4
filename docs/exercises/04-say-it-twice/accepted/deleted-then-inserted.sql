CREATE OR REPLACE TABLE newest AS
SELECT sensor_id, property, phenomenon_time, max(result_time) AS result_time, arg_max(value, result_time) AS value
FROM inbox
GROUP BY sensor_id, property, phenomenon_time;
DELETE FROM newest USING readings
WHERE readings.sensor_id = newest.sensor_id AND readings.property = newest.property
  AND readings.phenomenon_time = newest.phenomenon_time AND readings.result_time >= newest.result_time;
DELETE FROM readings USING newest
WHERE readings.sensor_id = newest.sensor_id AND readings.property = newest.property
  AND readings.phenomenon_time = newest.phenomenon_time;
INSERT INTO readings FROM newest;
DROP TABLE newest;
