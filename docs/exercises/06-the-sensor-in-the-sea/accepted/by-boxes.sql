-- Boxes around the city instead of distances; the swapped ones are known by their numbers alone.
WITH register AS (
  SELECT *,
    lon BETWEEN 2.0 AND 2.3 AND lat BETWEEN 41.3 AND 41.5 AS in_city,
    lat BETWEEN 2.0 AND 2.3 AND lon BETWEEN 41.3 AND 41.5 AS in_city_swapped,
    lon BETWEEN 400000 AND 460000 AND lat BETWEEN 4500000 AND 4650000 AS in_grid
  FROM sensor_register
), upright AS (
  SELECT sensor_id, address_id,
    CASE WHEN in_city_swapped THEN 'swapped-axes' WHEN in_grid THEN 'projected-as-degrees' WHEN NOT in_city THEN 'null-island' END AS problem,
    CASE
      WHEN in_city THEN ST_Point(lon, lat)
      WHEN in_city_swapped THEN ST_Point(lat, lon)
      WHEN in_grid THEN ST_Transform(ST_Point(lon, lat), 'EPSG:32631', 'EPSG:4326')
    END AS place
  FROM register
), measured AS (
  SELECT *, coalesce(ST_Distance(place, (SELECT ST_Point(lon, lat) FROM addresses WHERE addresses.address_id = upright.address_id)) > 50, false) AS is_far
  FROM upright
)
SELECT sensor_id,
  coalesce(problem, CASE WHEN is_far THEN 'ed50-shift' ELSE 'ok' END) AS problem,
  round(ST_X(CASE WHEN is_far THEN ST_Transform(ST_Transform(place, 'EPSG:25831'), 'EPSG:23031', 'EPSG:4326') ELSE place END), 7) AS lon,
  round(ST_Y(CASE WHEN is_far THEN ST_Transform(ST_Transform(place, 'EPSG:25831'), 'EPSG:23031', 'EPSG:4326') ELSE place END), 7) AS lat
FROM measured;
