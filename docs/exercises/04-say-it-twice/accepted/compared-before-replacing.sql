-- Only what is newer than what is stored, or not stored at all, takes the place.
INSERT OR REPLACE INTO readings
SELECT inbox.sensor_id, inbox.property, inbox.phenomenon_time, inbox.result_time, inbox.value
FROM inbox
LEFT JOIN readings USING (sensor_id, property, phenomenon_time)
WHERE readings.result_time IS NULL OR inbox.result_time > readings.result_time
QUALIFY row_number() OVER (PARTITION BY inbox.sensor_id, inbox.property, inbox.phenomenon_time ORDER BY inbox.result_time DESC) = 1;
