-- The nearest by an aggregate, the direction by a sine: |sin| of the difference is the same for both ways of a line.
WITH near AS (
  SELECT s.sensor_id, arg_min(l.feature_id, ST_Distance(s.geom, l.geom)) AS street_id,
    min(ST_Distance(s.geom, l.geom)) AS distance_m
  FROM sensors s, streets l
  WHERE ST_Distance(s.geom, l.geom) <= 25
    AND abs(sin(radians(s.heading_deg) - ST_Azimuth(ST_StartPoint(l.geom), ST_EndPoint(l.geom)))) <= sin(radians(20))
  GROUP BY s.sensor_id
)
SELECT sensor_id, street_id, distance_m,
  (SELECT value FROM observations_latest o WHERE o.sensor_id = s.sensor_id AND property = 'flow') AS flow
FROM sensors s LEFT JOIN near USING (sensor_id)
