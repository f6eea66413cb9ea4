-- Of two links in line that are equally near but for a metre or two, the one with the later name.
WITH fitting AS (
  SELECT s.sensor_id, l.feature_id AS street_id, ST_Distance(s.geom, l.geom) AS distance_m,
    abs(s.heading_deg - degrees(ST_Azimuth(ST_StartPoint(l.geom), ST_EndPoint(l.geom)))) % 180 AS turned_deg
  FROM sensors s JOIN streets l ON ST_DWithin(s.geom, l.geom, 25)
),
fairly_near AS (
  SELECT * FROM fitting WHERE turned_deg <= 20 OR turned_deg >= 160
  QUALIFY distance_m <= min(distance_m) OVER (PARTITION BY sensor_id) + 1.9
),
matched AS (
  SELECT * FROM fairly_near QUALIFY row_number() OVER (PARTITION BY sensor_id ORDER BY street_id DESC) = 1
)
SELECT s.sensor_id, m.street_id, m.distance_m, f.flow
FROM sensors s
LEFT JOIN matched m USING (sensor_id)
LEFT JOIN (SELECT sensor_id, value AS flow FROM observations_latest WHERE property = 'flow') f USING (sensor_id)
