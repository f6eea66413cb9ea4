-- One row for each sensor. The fingerprint changes when any stored value or time does.
SELECT sensor_id, count(*) AS readings, sum(value) AS total,
  sum((hash(format('{} {} {} {:.3f}', property, phenomenon_time::VARCHAR, result_time::VARCHAR, value)) % 1000003)::BIGINT)::BIGINT AS fingerprint
FROM readings
GROUP BY sensor_id
ORDER BY sensor_id;
