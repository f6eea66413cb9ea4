WITH links AS (
  SELECT feature_id AS street_id, geom,
    degrees(ST_Azimuth(ST_StartPoint(geom), ST_EndPoint(geom))) AS bearing_deg
  FROM streets
),
candidates AS (
  SELECT s.sensor_id, l.street_id, ST_Distance(s.geom, l.geom) AS distance_m,
    abs(s.heading_deg - l.bearing_deg) % 180 AS turned_deg
  FROM sensors s JOIN links l ON ST_DWithin(s.geom, l.geom, 25)
  WHERE least(turned_deg, 180 - turned_deg) <= 20
),
matched AS (
  SELECT * FROM candidates
  QUALIFY row_number() OVER (PARTITION BY sensor_id ORDER BY distance_m, street_id) = 1
)
SELECT s.sensor_id, m.street_id, round(m.distance_m) AS distance_m, o.value AS flow
FROM sensors s
LEFT JOIN matched m ON m.sensor_id = s.sensor_id
LEFT JOIN observations_latest o ON o.sensor_id = s.sensor_id AND o.property = 'flow'
ORDER BY s.sensor_id;
