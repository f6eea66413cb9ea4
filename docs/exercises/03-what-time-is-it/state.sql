-- Local time of Barcelona, minutes ahead of UTC.
CREATE TABLE local_time_offsets AS
SELECT * FROM (VALUES
  (TIMESTAMP '2025-10-26 01:00', TIMESTAMP '2026-03-29 01:00', 60),
  (TIMESTAMP '2026-03-29 01:00', TIMESTAMP '2026-10-25 01:00', 120),
  (TIMESTAMP '2026-10-25 01:00', TIMESTAMP '2027-03-28 01:00', 60)
) AS offsets(valid_from, valid_to, offset_minutes);

-- An even seed has the Sunday in autumn, an odd one that in spring.
CREATE TABLE wanted_day AS
SELECT CASE WHEN $seed % 2 = 0 THEN DATE '2026-10-25' ELSE DATE '2026-03-29' END AS day;

-- Which sensor writes local time, which falls silent, and when.
CREATE TABLE truth_chances AS
SELECT format('air-{:03d}', 2 + floor(3 * uniform('local'))::INTEGER) AS local_sensor,
  format('air-{:03d}', 2 + (floor(3 * uniform('local'))::INTEGER + 1) % 3) AS silent_sensor,
  day + INTERVAL 5 HOUR + floor(120 * uniform('burst')) * INTERVAL 1 MINUTE AS burst_from,
  day + INTERVAL 14 HOUR + floor(180 * uniform('silence')) * INTERVAL 1 MINUTE AS silence_from,
  day::TIMESTAMP - INTERVAL 5 HOUR AS first_time
FROM wanted_day;

CREATE TABLE observations AS
WITH sensors AS (
  -- One of the second to fourth writes local time; the last stores what it cannot send.
  SELECT 'air-001' AS sensor_id, 1 AS cadence_minutes, 2.0 AS level, 0 AS first_minute
  UNION ALL
  SELECT format('air-{:03d}', number::INTEGER), 5, -6 + 18 * uniform('level ' || number), 1 + floor(4 * uniform('minute ' || number))::INTEGER
  FROM range(2, 7) AS numbers(number)
), slots AS (
  SELECT sensor_id, level, local_sensor, slot,
    first_time + (first_minute + slot * cadence_minutes)::INTEGER * INTERVAL 1 MINUTE AS true_time,
    sensor_id || ' ' || slot AS key, burst_from, silence_from, silent_sensor
  FROM sensors CROSS JOIN truth_chances CROSS JOIN range(0, 1860) AS slots(slot)
  WHERE slot * cadence_minutes < 1860
), present AS (
  SELECT *, uniform('late ' || key) AS late_chance,
    sensor_id = 'air-006' AND true_time BETWEEN burst_from AND burst_from + INTERVAL 100 MINUTE AS in_burst
  FROM slots
  WHERE uniform('missing ' || key) > 0.03
    AND NOT (sensor_id = silent_sensor AND true_time BETWEEN silence_from AND silence_from + INTERVAL 200 MINUTE)
), timed AS (
  SELECT sensor_id, slot, key, true_time, level, offset_minutes, sensor_id = local_sensor AS is_local,
    hour(true_time + offset_minutes * INTERVAL 1 MINUTE) + minute(true_time) / 60.0 AS local_hour,
    CASE
      WHEN in_burst THEN burst_from + INTERVAL 115 MINUTE - true_time + floor(20 * uniform('sent ' || key)) * INTERVAL 1 SECOND
      WHEN sensor_id IN ('air-001', 'air-005') AND late_chance < 0.02
        THEN floor(601 + 7000 * uniform('delay ' || key)) * INTERVAL 1 SECOND
      WHEN sensor_id IN ('air-001', 'air-005') AND late_chance < 0.03 THEN INTERVAL 10 MINUTE
      ELSE (1 + floor(25 * uniform('delay ' || key))) * INTERVAL 1 SECOND
    END AS delay
  FROM present
  JOIN local_time_offsets ON true_time >= valid_from AND true_time < valid_to
), stamped AS (
  SELECT *, CASE WHEN is_local THEN true_time + offset_minutes * INTERVAL 1 MINUTE ELSE true_time END AS stamp
  FROM timed
)
SELECT 'sunday' AS run_id, sensor_id, 'no2' AS property, stamp AS phenomenon_time, stamp + INTERVAL 1 SECOND AS result_time,
  true_time + delay AS received_at,
  -- A Sunday: a small peak late in the morning, a wider one in the evening.
  round(greatest(2, 24 + level + 14 * exp(-1 * pow((local_hour - 10.5) / 2.2, 2)) + 20 * exp(-1 * pow((local_hour - 20.5) / 2.4, 2))
    - 7 * exp(-1 * pow((local_hour - 4) / 2.5, 2)) + 2.5 * normal('noise ' || key)), 1) AS value,
  'ug/m3' AS unit, 1 AS quality_flag, slot::INTEGER AS seq, 'exercise' AS source
FROM stamped
ORDER BY received_at, sensor_id;
