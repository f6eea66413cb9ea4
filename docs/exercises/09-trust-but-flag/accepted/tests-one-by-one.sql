-- Each test as a table of its own, joined at the end; the precedence as a table as well.
CREATE TABLE good_values AS
SELECT sensor_id, phenomenon_time, CASE WHEN NOT isnan(value) THEN value END AS value FROM observations;

CREATE VIEW steps AS
SELECT *, epoch(phenomenon_time)::BIGINT - epoch(lag(phenomenon_time) OVER w)::BIGINT AS dt, lag(value) OVER w AS before, lead(value) OVER w AS after,
  row_number() OVER w AS n
FROM good_values WINDOW w AS (PARTITION BY sensor_id ORDER BY phenomenon_time);

CREATE TABLE flagged AS
SELECT sensor_id, phenomenon_time, 'gross_range' AS test,
  CASE WHEN value < 0 OR value > 1000 THEN 4 WHEN value > 400 THEN 3 WHEN value IS NULL THEN 9 ELSE 1 END AS flag
FROM good_values;

INSERT INTO flagged
SELECT sensor_id, phenomenon_time, 'spike',
  CASE WHEN value IS NULL THEN 9 WHEN out IS NULL THEN 2 WHEN out > 120 THEN 4 WHEN out > 60 THEN 3 ELSE 1 END
FROM (SELECT *, abs(value - (before + after) / 2) AS out FROM steps);

INSERT INTO flagged
SELECT sensor_id, phenomenon_time, 'rate_of_change',
  CASE WHEN value IS NULL THEN 9 WHEN rate > 180 THEN 4 WHEN rate > 60 THEN 3 ELSE 1 END
FROM (SELECT *, abs(value - before) / (dt / 3600) AS rate FROM steps);

INSERT INTO flagged
WITH reach AS (SELECT sensor_id, (10800 / median(dt))::INTEGER AS reach FROM steps GROUP BY sensor_id),
pairs AS (
  SELECT a.sensor_id, a.phenomenon_time, a.value, a.n, r.reach,
    max(b.value) - min(b.value) AS long_range,
    max(b.value) FILTER (b.n >= a.n - reach) - min(b.value) FILTER (b.n >= a.n - reach) AS short_range
  FROM steps a JOIN reach r USING (sensor_id) JOIN steps b ON b.sensor_id = a.sensor_id AND b.n BETWEEN a.n - 2 * reach AND a.n
  GROUP BY ALL
)
SELECT sensor_id, phenomenon_time, 'flat_line',
  CASE WHEN value IS NULL THEN 9 WHEN n > 2 * reach AND long_range < flat_tolerance THEN 4 WHEN n > reach AND short_range < flat_tolerance THEN 3 ELSE 1 END
FROM pairs JOIN quality_settings USING (sensor_id);

SELECT f.sensor_id, f.phenomenon_time,
  max(flag) FILTER (test = 'gross_range') AS gross_range, max(flag) FILTER (test = 'spike') AS spike,
  max(flag) FILTER (test = 'rate_of_change') AS rate_of_change, max(flag) FILTER (test = 'flat_line') AS flat_line,
  any_value(CASE WHEN coalesce(dt, next_dt) > 7200 THEN 4 ELSE 1 END) AS time_gap,
  arg_max(flag, rank) AS flag
FROM flagged f
JOIN (VALUES (9, 1), (2, 2), (1, 3), (3, 4), (4, 5)) p(of_flag, rank) ON of_flag = flag
JOIN (SELECT *, lead(dt) OVER (PARTITION BY sensor_id ORDER BY phenomenon_time) AS next_dt FROM steps) s
  ON s.sensor_id = f.sensor_id AND s.phenomenon_time = f.phenomenon_time
GROUP BY f.sensor_id, f.phenomenon_time;
