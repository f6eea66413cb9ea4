-- The inbox has been emptied, and the next batch is in it.
DELETE FROM inbox;
INSERT INTO inbox
WITH versions AS MATERIALIZED (
  -- Six hours of some loops once more, as they were first sent: corrected ones are among them.
  SELECT *, phenomenon_time + INTERVAL 2 SECOND AS result_time FROM loop_readings(288, 360)
  WHERE uniform('replayed ' || sensor_id) < 0.35
  UNION ALL
  -- Corrections of what has been stored for long.
  SELECT * REPLACE (round(value * 0.8, 1) AS value), TIMESTAMP '2026-05-13 07:00' FROM loop_readings(0, 360)
  WHERE 1e4 * chance % 1 < 0.004
  UNION ALL
  -- One new hour.
  SELECT *, phenomenon_time + INTERVAL 2 SECOND FROM loop_readings(360, 372)
), delivered AS (
  SELECT *, TIMESTAMP '2026-05-13 07:05' + floor(300 * (1e3 * chance % 1))::INTEGER * INTERVAL 1 SECOND AS received_at FROM versions
  UNION ALL
  SELECT *, TIMESTAMP '2026-05-13 07:10' + floor(20 * (1e3 * chance % 1))::INTEGER * INTERVAL 1 SECOND FROM versions
  WHERE 1e6 * chance % 1 < 0.013
)
SELECT (50000 + row_number() OVER (ORDER BY received_at, chance, result_time))::INTEGER AS delivery,
  received_at, sensor_id, property, phenomenon_time, result_time, value
FROM delivered
ORDER BY delivery;
