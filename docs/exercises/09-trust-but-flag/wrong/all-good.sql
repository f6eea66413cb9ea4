SELECT sensor_id, phenomenon_time, 1 AS gross_range, 1 AS spike, 1 AS rate_of_change, 1 AS flat_line, 1 AS time_gap, 1 AS flag
FROM observations
