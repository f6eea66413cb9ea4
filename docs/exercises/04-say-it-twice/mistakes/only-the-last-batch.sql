CREATE OR REPLACE TABLE readings AS
SELECT sensor_id, property, phenomenon_time, result_time, value
FROM inbox
QUALIFY row_number() OVER (PARTITION BY sensor_id, property, phenomenon_time ORDER BY result_time DESC) = 1;
