-- Distances in the plane of EPSG:25831, by the foot of the perpendicular.
WITH ends AS (
  SELECT feature_id,
    ST_X(ST_Transform(ST_StartPoint(geom), 'EPSG:25831')) AS x1, ST_Y(ST_Transform(ST_StartPoint(geom), 'EPSG:25831')) AS y1,
    ST_X(ST_Transform(ST_EndPoint(geom), 'EPSG:25831')) AS x2, ST_Y(ST_Transform(ST_EndPoint(geom), 'EPSG:25831')) AS y2
  FROM streets
),
points AS (
  SELECT sensor_id, heading_deg, ST_X(ST_Transform(geom, 'EPSG:25831')) AS x, ST_Y(ST_Transform(geom, 'EPSG:25831')) AS y FROM sensors
),
feet AS (
  SELECT sensor_id, feature_id, heading_deg, degrees(atan2(x2 - x1, y2 - y1)) AS bearing_deg,
    greatest(0, least(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2))) AS share,
    sqrt((x1 + share * (x2 - x1) - x) ** 2 + (y1 + share * (y2 - y1) - y) ** 2) AS distance_m
  FROM points, ends
),
matched AS (
  SELECT sensor_id, min_by(feature_id, distance_m) AS street_id, min(distance_m) AS distance_m
  FROM feet
  WHERE distance_m <= 25 AND cos(2 * radians(heading_deg - bearing_deg)) >= cos(radians(40))
  GROUP BY sensor_id
)
SELECT s.sensor_id, street_id, distance_m, value AS flow
FROM sensors s LEFT JOIN matched USING (sensor_id)
LEFT JOIN observations_latest o ON o.sensor_id = s.sensor_id AND o.property = 'flow'
