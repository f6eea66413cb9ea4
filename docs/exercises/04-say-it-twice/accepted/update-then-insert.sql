CREATE OR REPLACE TABLE newest AS
SELECT sensor_id, property, phenomenon_time, max(result_time) AS result_time, arg_max(value, result_time) AS value
FROM inbox
GROUP BY sensor_id, property, phenomenon_time;
UPDATE readings SET result_time = newest.result_time, value = newest.value
FROM newest
WHERE readings.sensor_id = newest.sensor_id AND readings.property = newest.property
  AND readings.phenomenon_time = newest.phenomenon_time AND newest.result_time > readings.result_time;
INSERT INTO readings
FROM newest
WHERE NOT EXISTS (
  FROM readings
  WHERE readings.sensor_id = newest.sensor_id AND readings.property = newest.property AND readings.phenomenon_time = newest.phenomenon_time
);
DROP TABLE newest;
