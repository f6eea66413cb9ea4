/**
 * Queries that ship with the app: each teaches one thing and runs as it stands. The title is a translation key; the SQL
 * is part of the lesson, comments included.
 */
export interface ExampleQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
}

export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  {
    id: 'latest-no2',
    title: 'example.latest-no2',
    sql: `-- The newest nitrogen dioxide value of every sensor.
-- One row per sensor: press "Show on map" to colour the sensors by it.
SELECT o.sensor_id, s.name, o.value, o.unit, o.phenomenon_time
FROM observations_latest AS o
JOIN sensors AS s ON s.sensor_id = o.sensor_id
WHERE o.property = 'no2'
ORDER BY o.value DESC;`,
  },
  {
    id: 'day-curve',
    title: 'example.day-curve',
    sql: `-- Traffic by the hour over the last day: GROUP BY a time.
-- Open the chart: time against a number becomes a line.
SELECT date_trunc('hour', phenomenon_time) AS hour,
       round(avg(value)) AS mean_flow_veh_h
FROM observations
WHERE property = 'flow' AND quality_flag <= 2
GROUP BY hour
ORDER BY hour;`,
  },
  {
    id: 'tables',
    title: 'example.tables',
    sql: `-- What is here? Every table with its number of columns.
SELECT table_name, count(*) AS columns
FROM information_schema.columns
WHERE table_schema = 'main'
GROUP BY table_name
ORDER BY table_name;`,
  },
  {
    id: 'join-district',
    title: 'example.join-district',
    sql: `-- People and floors: joining buildings with their census section.
-- feature_id names the sections, so the result can be shown on the map.
SELECT c.feature_id, c.population,
       count(*) AS buildings,
       round(c.population / count(*), 1) AS people_per_building
FROM census_sections AS c
JOIN buildings AS b ON b.section_id = c.feature_id
GROUP BY c.feature_id, c.population
ORDER BY people_per_building DESC;`,
  },
  {
    id: 'spatial-join',
    title: 'example.spatial-join',
    sql: `-- Which district is a sensor in? A spatial join: no column says it, the map does.
-- ST_Contains asks for every pair; the house answers it through an index.
SELECT d.feature_id, d.name, round(avg(o.value), 1) AS mean_no2_ug_m3, count(*) AS sensors
FROM observations_latest AS o
JOIN sensors AS s USING (sensor_id)
JOIN districts AS d ON ST_Contains(d.geom, s.geom)
WHERE o.property = 'no2'
GROUP BY d.feature_id, d.name;`,
  },
  {
    id: 'spatial-near',
    title: 'example.spatial-near',
    sql: `-- Who lives near a place? Buildings within 150 m of each facility, over the ground.
-- ST_DWithin takes metres, though geometry is in degrees.
SELECT f.feature_id, f.name, count(*) AS buildings,
       round(min(ST_Distance(f.geom, b.geom))) AS nearest_m
FROM facilities AS f
JOIN buildings AS b ON ST_DWithin(f.geom, b.geom, 150)
GROUP BY f.feature_id, f.name
ORDER BY buildings DESC;`,
  },
  {
    id: 'spatial-reach',
    title: 'example.spatial-reach',
    sql: `-- Draw what is within 100 m of any park, as one shape: press "Show on map".
-- ST_Buffer grows each park, ST_Union takes away the borders between.
SELECT ST_Union(ST_Buffer(geom, 100)) AS geom,
       round(ST_Area(ST_Union(ST_Buffer(geom, 100))) / 10000, 1) AS hectares
FROM parks;`,
  },
  {
    id: 'spatial-cells',
    title: 'example.spatial-cells',
    sql: `-- Count in hexagons (H3): places become cells, cells can be grouped and drawn.
-- Resolution 10 is about 66 m to a side.
SELECT h3_cell_to_boundary(cell) AS geom, count(*) AS trees
FROM (SELECT h3_latlng_to_cell(ST_Y(geom), ST_X(geom), 10) AS cell FROM trees)
GROUP BY cell
ORDER BY trees DESC;`,
  },
  {
    id: 'quality',
    title: 'example.quality',
    sql: `-- How good is the data? Flags: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.
SELECT property, quality_flag, count(*) AS observations
FROM observations
GROUP BY property, quality_flag
ORDER BY property, quality_flag;`,
  },
  {
    id: 'gaps',
    title: 'example.gaps',
    sql: `-- Silent sensors: a window function looks at the row before.
SELECT sensor_id, property, phenomenon_time AS heard_again,
       phenomenon_time - lag(phenomenon_time) OVER before AS silence
FROM observations
WINDOW before AS (PARTITION BY sensor_id, property ORDER BY phenomenon_time)
QUALIFY silence > INTERVAL 2 HOUR
ORDER BY silence DESC;`,
  },
  {
    id: 'rejected',
    title: 'example.rejected',
    sql: `-- What was turned away at the door, and why.
SELECT reason, count(*) AS messages, max(received_at) AS newest
FROM rejected_messages
GROUP BY reason
ORDER BY messages DESC;`,
  },
];
