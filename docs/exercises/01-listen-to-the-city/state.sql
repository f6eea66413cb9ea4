-- What devices of each kind measure: the catalogue that comes with the contract.
CREATE TABLE kinds AS
SELECT * FROM (VALUES
  ('air', 'dust', 'pm10, pm25'),
  ('air', 'lowcost', 'no2, o3, pm10, pm25'),
  ('air', 'pollen', 'pollen'),
  ('air', 'reference', 'no2, no, o3, pm10, pm25'),
  ('mobility', 'bike-counter', 'bikes'),
  ('noise', 'class2', 'laeq'),
  ('parking', 'onstreet', 'free, occupancy'),
  ('traffic', 'camera', 'flow, speed'),
  ('traffic', 'loop', 'flow, speed, occupancy'),
  ('traffic', 'radar', 'flow, speed'),
  ('waste', 'bin', 'fill'),
  ('weather', 'station', 'temperature, humidity, wind_speed, wind_direction, pressure, rain')
) AS kinds(domain, kind, measures);

-- Device names are given within a district: the same name stands in several. How many there are, and their numbers, the seed says.
CREATE TABLE truth_devices AS
WITH districts AS (
  SELECT unnest(['eixample', 'gracia', 'sants']) AS district
), stocks AS (
  SELECT * FROM (VALUES
    ('traffic', 'loop', 'loop', 6, 4), ('traffic', 'camera', 'cam', 2, 2), ('traffic', 'radar', 'radar', 1, 2),
    ('air', 'lowcost', 'air', 5, 4), ('air', 'reference', 'air-ref', 1, 2), ('air', 'dust', 'dust', 2, 2),
    ('air', 'pollen', 'pollen', 1, 1), ('noise', 'class2', 'noise', 5, 3), ('mobility', 'bike-counter', 'bike', 2, 2),
    ('parking', 'onstreet', 'parking', 3, 2), ('waste', 'bin', 'bin', 4, 3), ('weather', 'station', 'weather', 1, 1)
  ) AS stocks(domain, kind, prefix, fewest, spread)
), counted AS (
  SELECT district, domain, kind, prefix,
    fewest + floor(spread * uniform('count ' || district || kind))::INTEGER AS devices,
    1 + floor(20 * uniform('first ' || district || kind))::INTEGER AS first_number
  FROM districts CROSS JOIN stocks
)
SELECT district, domain, kind, format('{}-{:03d}', prefix, first_number + step::INTEGER) AS device
FROM counted CROSS JOIN range(0, 12) AS steps(step)
WHERE step < devices;

-- Every topic on which something was published within the last day.
CREATE TABLE topics AS
WITH said AS (
  SELECT format('city/{}/{}/{}/{}/{}', district, domain, kind, device, leaf) AS topic
  FROM truth_devices CROSS JOIN (SELECT unnest(['obs', 'status', 'meta']) AS leaf) AS leaves
  UNION ALL
  -- The platform's own.
  SELECT format('city/{}/control/{}', district, leaf)
  FROM (SELECT DISTINCT district FROM truth_devices) AS districts
  CROSS JOIN (SELECT unnest(['clock', 'clock/set', 'faults', 'faults/set']) AS leaf) AS leaves
  UNION ALL
  -- Raw frames for the maker's engineers, one level below the observations.
  SELECT format('city/{}/{}/{}/{}/obs/raw', district, domain, kind, device)
  FROM truth_devices
  WHERE kind IN ('loop', 'lowcost') AND uniform('raw ' || district || device) < 0.3
  UNION ALL
  SELECT * FROM (VALUES
    -- Old firmware that leaves out the kind.
    (format('city/eixample/traffic/loop-{:03d}/obs', 60 + floor(30 * uniform('old'))::INTEGER)),
    -- Somebody began with a slash: that is an empty level.
    (format('/city/eixample/air/lowcost/air-{:03d}/obs', 60 + floor(30 * uniform('slash'))::INTEGER)),
    ('$SYS/broker/uptime'), ('$SYS/broker/clients/connected'),
    ('spBv1.0/eixample/NBIRTH/edge-1'), ('spBv1.0/eixample/DDATA/edge-1/loop-001')
  ) AS others(topic)
)
SELECT DISTINCT topic FROM said ORDER BY topic;
