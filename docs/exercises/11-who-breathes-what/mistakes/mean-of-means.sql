-- Each station's day first, then the weights: a station that was silent in the busy hours stands for a whole day.
WITH readings AS (
  SELECT sensor_id, date_trunc('day', phenomenon_time) AS day, avg(CASE unit WHEN '[ppb]' THEN value * 1.913 ELSE value END) AS no2
  FROM observations WHERE property = 'no2' AND quality_flag <= 2 AND value IS NOT NULL
  GROUP BY sensor_id, date_trunc('day', phenomenon_time)
),
daily AS (
  SELECT w.section_id, r.day, sum(w.weight * r.no2) / sum(w.weight) AS no2
  FROM readings r JOIN section_weights w ON w.sensor_id = r.sensor_id GROUP BY w.section_id, r.day
)
SELECT d.day, sum(s.population * d.no2) / sum(s.population) AS pwc_ug_m3,
  coalesce(sum(s.population) FILTER (d.no2 > 25), 0) AS people_over_who,
  coalesce(sum(s.population) FILTER (d.no2 > 50), 0) AS people_over_eu
FROM daily d JOIN census_sections s ON s.feature_id = d.section_id
GROUP BY d.day
