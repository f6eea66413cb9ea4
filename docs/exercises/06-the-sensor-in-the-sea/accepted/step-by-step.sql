-- A copy of one's own, mended entry by entry.
CREATE TABLE mended AS
SELECT sensor_id, 'ok' AS problem, register.lon, register.lat, ST_Point(door.lon, door.lat) AS door
FROM sensor_register AS register JOIN addresses AS door USING (address_id);
UPDATE mended SET problem = 'null-island', lon = NULL, lat = NULL WHERE lon = 0;
UPDATE mended SET problem = 'swapped-axes', lon = lat, lat = lon WHERE lon BETWEEN 41 AND 42;
UPDATE mended SET problem = 'projected-as-degrees',
  lon = ST_X(ST_Transform(ST_Point(lon, lat), 'EPSG:25831', 'EPSG:4326')),
  lat = ST_Y(ST_Transform(ST_Point(lon, lat), 'EPSG:25831', 'EPSG:4326'))
WHERE lon > 180;
UPDATE mended SET problem = 'ed50-shift',
  lon = ST_X(ST_Transform(ST_Transform(ST_Point(lon, lat), 'EPSG:25831'), 'EPSG:23031', 'EPSG:4326')),
  lat = ST_Y(ST_Transform(ST_Transform(ST_Point(lon, lat), 'EPSG:25831'), 'EPSG:23031', 'EPSG:4326'))
WHERE ST_Distance(ST_Point(lon, lat), door) > 150;
SELECT lat, lon, problem, sensor_id FROM mended ORDER BY problem, sensor_id;
