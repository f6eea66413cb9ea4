WITH judged AS (
  SELECT register.sensor_id, register.lon, register.lat,
    CASE
      WHEN register.lon = 0 AND register.lat = 0 THEN 'null-island'
      WHEN abs(register.lon) > 180 OR abs(register.lat) > 90 THEN 'projected-as-degrees'
      WHEN ST_Distance(ST_Point(register.lat, register.lon), ST_Point(door.lon, door.lat)) < 100 THEN 'swapped-axes'
      WHEN ST_Distance(ST_Point(register.lon, register.lat), ST_Point(door.lon, door.lat)) > 100 THEN 'ED50'
      ELSE 'ok'
    END AS problem
  FROM sensor_register AS register
  JOIN addresses AS door USING (address_id)
), repaired AS (
  SELECT *,
    CASE problem
      WHEN 'swapped-axes' THEN ST_Point(lat, lon)
      WHEN 'projected-as-degrees' THEN ST_Transform(ST_Point(lon, lat), 'EPSG:25831', 'EPSG:4326')
      -- The grid's metres were right, but of the old grid: back to these metres, then from the right system.
      WHEN 'ED50' THEN
        ST_Transform(ST_Transform(ST_Point(lon, lat), 'EPSG:4326', 'EPSG:25831'), 'EPSG:23031', 'EPSG:4326')
      WHEN 'ok' THEN ST_Point(lon, lat)
    END AS place
  FROM judged
)
SELECT sensor_id, problem, ST_X(place) AS lon, ST_Y(place) AS lat
FROM repaired
ORDER BY sensor_id;
