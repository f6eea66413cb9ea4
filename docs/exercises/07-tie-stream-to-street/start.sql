-- Each counter with the street link that lies nearest to it, at most 25 m away, and its latest flow.
-- Look at the map: is the nearest link always the one that the counter watches?
WITH links AS (
  SELECT feature_id AS street_id, geom,
    degrees(ST_Azimuth(ST_StartPoint(geom), ST_EndPoint(geom))) AS bearing_deg
  FROM streets
),
candidates AS (
  SELECT s.sensor_id, s.heading_deg, l.street_id, l.bearing_deg, ST_Distance(s.geom, l.geom) AS distance_m
  FROM sensors s JOIN links l ON ST_DWithin(s.geom, l.geom, 25)
),
matched AS (
  SELECT * FROM candidates
  QUALIFY row_number() OVER (PARTITION BY sensor_id ORDER BY distance_m, street_id) = 1
)
SELECT s.sensor_id, m.street_id, m.distance_m, o.value AS flow
FROM sensors s
LEFT JOIN matched m ON m.sensor_id = s.sensor_id
LEFT JOIN observations_latest o ON o.sensor_id = s.sensor_id AND o.property = 'flow'
ORDER BY s.sensor_id;
