-- The weights made whole by a window, the factor at 20 degrees to four digits.
WITH told AS (
  SELECT section_id, phenomenon_time, if(unit = '[ppb]', 1.9125, 1) * value AS no2,
    weight / sum(weight) OVER (PARTITION BY section_id, phenomenon_time) AS share
  FROM observations JOIN section_weights USING (sensor_id)
  WHERE property = 'no2' AND quality_flag NOT IN (3, 4, 9)
),
air AS (
  SELECT section_id, time_bucket(INTERVAL 1 DAY, hour) AS day, avg(no2) AS no2
  FROM (SELECT section_id, phenomenon_time AS hour, sum(no2 * share) AS no2 FROM told GROUP BY ALL) GROUP BY ALL
),
-- A sum of shares may miss 50 by the last digit of a double.
clean AS (SELECT section_id, day, round(no2, 9) AS no2 FROM air)
SELECT day AS the_day, sum(no2 * population) / sum(population) AS air_of_a_person,
  sum(if(no2 > 25, population, 0)) AS over_25, sum(if(no2 > 50, population, 0)) AS over_50
FROM clean JOIN census_sections ON feature_id = section_id
GROUP BY day
