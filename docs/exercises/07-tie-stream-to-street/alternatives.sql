-- At a crossing a counter stands before the one link and behind the other of the same street: where both are equally near
-- but for 2 m, which is what the positions are good for, either is right.
WITH links AS (
  SELECT feature_id AS street_id, geom, degrees(ST_Azimuth(ST_StartPoint(geom), ST_EndPoint(geom))) AS bearing_deg
  FROM streets
),
candidates AS (
  SELECT s.sensor_id, l.street_id, ST_Distance(s.geom, l.geom) AS distance_m,
    abs(s.heading_deg - l.bearing_deg) % 180 AS turned_deg
  FROM sensors s JOIN links l ON ST_DWithin(s.geom, l.geom, 25)
  WHERE least(turned_deg, 180 - turned_deg) <= 20
),
near AS (
  SELECT *, min(distance_m) OVER (PARTITION BY sensor_id) AS least_m FROM candidates
)
SELECT n.sensor_id, n.street_id, n.distance_m, o.value AS flow
FROM near n LEFT JOIN observations_latest o ON o.sensor_id = n.sensor_id AND o.property = 'flow'
WHERE distance_m > least_m AND distance_m <= least_m + 2;
