CREATE TABLE utc AS
SELECT sensor_id, value, received_at, phenomenon_time AS measured_at FROM observations;
UPDATE utc SET measured_at = measured_at - (
  SELECT offset_minutes FROM local_time_offsets WHERE utc.received_at >= valid_from AND utc.received_at < valid_to
) * INTERVAL 1 MINUTE
WHERE sensor_id IN (SELECT sensor_id FROM observations WHERE received_at < phenomenon_time);
CREATE VIEW on_the_day AS
SELECT * FROM utc, local_time_offsets, wanted_day
WHERE measured_at >= valid_from AND measured_at < valid_to AND CAST(measured_at + to_minutes(offset_minutes) AS DATE) = day;
SELECT time_bucket(INTERVAL 1 HOUR, measured_at),
  avg(CASE WHEN measured_at + INTERVAL 10 MINUTE >= received_at THEN value END),
  count(CASE WHEN measured_at + INTERVAL 10 MINUTE < received_at THEN 1 END)
FROM on_the_day GROUP BY 1 ORDER BY 1 DESC;
