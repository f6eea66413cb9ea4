-- What is stored: one row for each sensor, property and time of measuring. Empty at first.
CREATE TABLE readings (
  sensor_id VARCHAR,
  property VARCHAR,
  phenomenon_time TIMESTAMP,
  result_time TIMESTAMP,
  value DOUBLE,
  PRIMARY KEY (sensor_id, property, phenomenon_time)
);

-- What 28 loops measure, every five minutes from a Tuesday's midnight on; arrivals.sql goes on with it. `chance` is one number from
-- 0 to 1 for each reading; its later digits serve as further ones.
CREATE MACRO loop_readings(first_slot, end_slot) AS TABLE
WITH loops AS MATERIALIZED (
  SELECT format('loop-{:03d}', number::INTEGER) AS sensor_id, number * 1000000 AS base, 250 + 900 * uniform('size ' || number) AS busy
  FROM range(1, 29) AS numbers(number)
), times AS MATERIALIZED (
  SELECT slot, TIMESTAMP '2026-05-12 00:00' + slot::INTEGER * INTERVAL 5 MINUTE AS phenomenon_time, (slot % 288) / 12.0 AS hour,
    -- A peak in the morning, one at lunch and one in the evening.
    0.12 + 0.75 * exp(-1 * pow((hour - 8.5) / 2.2, 2)) + 0.8 * exp(-1 * pow((hour - 18.5) / 3, 2))
      + 0.4 * exp(-1 * pow((hour - 13.5) / 3, 2)) AS busyness
  FROM range(first_slot, end_slot) AS slots(slot)
), moments AS MATERIALIZED (
  SELECT sensor_id, busy, phenomenon_time, busyness, uniform(base + slot) AS flow_chance, uniform(base + 500000 + slot) AS speed_chance
  FROM loops CROSS JOIN times
)
SELECT sensor_id, 'flow' AS property, phenomenon_time,
  -- Vehicles an hour, from vehicles counted in five minutes.
  12 * round(busy * busyness * (0.85 + 0.3 * flow_chance) / 12) AS value, flow_chance AS chance
FROM moments
UNION ALL
SELECT sensor_id, 'speed', phenomenon_time, round(46 - 18 * busyness + 5 * speed_chance, 1), speed_chance
FROM moments;

-- Deliveries in the order of their arrival: thirty hours of readings, now and then twice, now and then in a corrected version.
CREATE TABLE inbox AS
WITH measured AS MATERIALIZED (
  SELECT *, 1e3 * chance % 1 AS way, 1e5 * chance % 1 AS fate, 1e7 * chance % 1 AS again FROM loop_readings(0, 360)
), versions AS MATERIALIZED (
  SELECT *, phenomenon_time + INTERVAL 2 SECOND AS result_time,
    phenomenon_time + (3 + floor(20 * way))::INTEGER * INTERVAL 1 SECOND AS received_at
  FROM measured
  UNION ALL
  -- The maker recalculates one reading in a hundred; in two cases of five the first version comes after the second.
  SELECT * REPLACE (round(value * (1.1 + 0.3 * way), 1) AS value, 1e2 * again % 1 AS again), phenomenon_time + INTERVAL 30 MINUTE,
    phenomenon_time + CASE WHEN fate < 0.004 THEN INTERVAL 1 SECOND ELSE INTERVAL 31 MINUTE END
  FROM measured WHERE fate < 0.01
), delivered AS (
  FROM versions
  UNION ALL
  -- Quality of service 1: nobody said "received", so it is sent again.
  SELECT * REPLACE (received_at + (1 + floor(1500 * again))::INTEGER * INTERVAL 1 SECOND AS received_at)
  FROM versions WHERE again < 0.013
)
SELECT row_number() OVER (ORDER BY received_at, chance)::INTEGER AS delivery,
  received_at, sensor_id, property, phenomenon_time, result_time, value
FROM delivered
ORDER BY delivery;
