WITH readings AS (
  -- Good and not evaluated count; suspect, failed and missing ones do not. All in one unit.
  SELECT sensor_id, phenomenon_time AS hour,
    CASE unit WHEN '[ppb]' THEN value * 1.913 ELSE value END AS no2
  FROM observations
  WHERE property = 'no2' AND quality_flag <= 2 AND value IS NOT NULL
),
-- The air of a section in an hour: of the stations that spoke, by their weights. Whoever is silent leaves the divisor as
-- well.
hourly AS (
  SELECT w.section_id, r.hour, sum(w.weight * r.no2) / sum(w.weight) AS no2
  FROM readings r JOIN section_weights w ON w.sensor_id = r.sensor_id
  GROUP BY w.section_id, r.hour
),
daily AS (
  SELECT section_id, date_trunc('day', hour) AS day, avg(no2) AS no2
  FROM hourly
  GROUP BY section_id, date_trunc('day', hour)
)
-- Each person counts once a day, with the air of their section.
SELECT d.day,
  sum(s.population * d.no2) / sum(s.population) AS pwc_ug_m3,
  coalesce(sum(s.population) FILTER (d.no2 > 25), 0) AS people_over_who,
  coalesce(sum(s.population) FILTER (d.no2 > 50), 0) AS people_over_eu
FROM daily d JOIN census_sections s ON s.feature_id = d.section_id
GROUP BY d.day
ORDER BY d.day;
