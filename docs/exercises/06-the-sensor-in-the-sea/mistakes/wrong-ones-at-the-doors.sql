WITH judged AS (
  SELECT register.sensor_id, register.lon, register.lat,
    CASE
      WHEN register.lon = 0 AND register.lat = 0 THEN 'null-island'
      WHEN abs(register.lon) > 180 OR abs(register.lat) > 90 THEN 'projected-as-degrees'
      WHEN ST_Distance(ST_Point(register.lat, register.lon), ST_Point(door.lon, door.lat)) < 100 THEN 'swapped-axes'
      WHEN ST_Distance(ST_Point(register.lon, register.lat), ST_Point(door.lon, door.lat)) > 100 THEN 'ed50-shift'
      ELSE 'ok'
    END AS problem,
    door.lon AS door_lon, door.lat AS door_lat
  FROM sensor_register AS register
  JOIN addresses AS door USING (address_id)
)
SELECT sensor_id, problem,
  CASE problem WHEN 'ok' THEN lon ELSE door_lon END AS lon,
  CASE problem WHEN 'ok' THEN lat ELSE door_lat END AS lat
FROM judged
ORDER BY sensor_id;
