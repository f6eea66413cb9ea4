-- Tables for the steps, a join that keeps every section and hour, and the unit as a table of factors.
CREATE TABLE factors AS SELECT * FROM (VALUES ('ug/m3', 1.0), ('[ppb]', 1.913)) f(unit, factor);

CREATE TABLE section_hours AS
SELECT s.feature_id AS section_id, population, o.phenomenon_time, sum(weight * value * factor) / nullif(sum(weight), 0) AS air
FROM census_sections s
LEFT JOIN section_weights w ON w.section_id = s.feature_id
LEFT JOIN observations o ON o.sensor_id = w.sensor_id AND o.property = 'no2' AND o.quality_flag IN (1, 2)
LEFT JOIN factors f ON f.unit = o.unit
WHERE value IS NOT NULL
GROUP BY ALL;

CREATE VIEW section_days AS
SELECT section_id, population, phenomenon_time::DATE AS day, sum(air) / count(air) AS air FROM section_hours GROUP BY ALL;

SELECT day, sum(population * air) / sum(population) AS pwc_ug_m3,
  sum(CASE WHEN air > 25 THEN population ELSE 0 END) AS people_over_who,
  sum(CASE WHEN air > 50 THEN population ELSE 0 END) AS people_over_eu
FROM section_days GROUP BY day;
