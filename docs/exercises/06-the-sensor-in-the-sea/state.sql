-- Doors of a grid of streets turned by 45 degrees: twelve streets, a number every 55 m, odd and even on two sides.
CREATE TABLE addresses AS
WITH streets AS (
  SELECT * FROM (VALUES
    (0, 'Carrer del Romaní'), (1, 'Carrer de la Farigola'), (2, 'Carrer de la Menta'), (3, 'Carrer del Safrà'),
    (4, 'Carrer de la Sàlvia'), (5, 'Carrer del Fonoll'), (6, 'Carrer del Llorer'), (7, 'Carrer de l''Olivera'),
    (8, 'Carrer de la Figuera'), (9, 'Carrer del Garrofer'), (10, 'Carrer del Codonyer'), (11, 'Carrer del Magraner')
  ) AS streets(street_number, street)
), doors AS (
  SELECT street_number, street, house::INTEGER AS house_number,
    -- Along the street and across all of them, metres from the middle of the district.
    (house - 10.5) * 55 + 20 * (uniform('along ' || street || house) - 0.5) AS along_m,
    (street_number % 6 - 2.5) * 133.3 + CASE WHEN house % 2 = 0 THEN 10 ELSE -10 END AS across_m
  FROM streets CROSS JOIN range(1, 21) AS houses(house)
), turned AS (
  SELECT *,
    CASE WHEN street_number < 6 THEN along_m + across_m ELSE along_m - across_m END * 0.70710678 AS east_m,
    CASE WHEN street_number < 6 THEN along_m - across_m ELSE -along_m - across_m END * 0.70710678 AS north_m
  FROM doors
)
SELECT format('address-{:04d}', 1 + row_number() OVER (ORDER BY street_number, house_number)) AS address_id,
  street, house_number, round(2.1634 + east_m / 83600, 7) AS lon, round(41.3905 + north_m / 111070, 7) AS lat
FROM turned
UNION ALL
SELECT 'address-0001', 'Platja de l''Escullera, mooring', NULL,
  round(2.2035 + 0.002 * uniform('mooring east'), 7), round(41.3775 + 0.002 * uniform('mooring north'), 7);

-- Where the sensors are in truth: up to 14 m from the door they were given. One of them is a buoy.
CREATE TABLE truth_places AS
WITH picked AS (
  SELECT *, row_number() OVER (ORDER BY house_number IS NOT NULL, uniform('pick ' || address_id)) AS rank
  FROM addresses
  QUALIFY rank <= 60
), mounted AS (
  SELECT *, 3 + 10 * uniform('reach ' || address_id) AS reach_m, 2 * pi() * uniform('direction ' || address_id) AS direction
  FROM picked
)
SELECT address_id, rank,
  CASE WHEN rank = 1 THEN 'water' WHEN rank % 3 = 0 THEN 'air' WHEN rank % 3 = 1 THEN 'noise' ELSE 'traffic' END AS domain,
  uniform('wrong ' || address_id) AS chance,
  lon + reach_m * cos(direction) / 83600 AS lon, lat + reach_m * sin(direction) / 111070 AS lat
FROM mounted;

-- What the register says of them. Nine entries are wrong: two or three swapped, two in metres, one at nought, three or four of the old datum.
CREATE TABLE sensor_register AS
WITH named AS (
  SELECT *,
    format('{}-{:03d}', domain, row_number() OVER (PARTITION BY domain ORDER BY uniform('name ' || address_id))) AS sensor_id,
    CASE WHEN rank = 1 THEN 99 ELSE row_number() OVER (ORDER BY rank = 1, chance) END AS place
  FROM truth_places
), faulty AS (
  SELECT *,
    CASE
      WHEN place <= 2 + $seed % 2 THEN 'swapped-axes'
      WHEN place <= 4 + $seed % 2 THEN 'projected-as-degrees'
      WHEN place <= 5 + $seed % 2 THEN 'null-island'
      WHEN place <= 9 THEN 'ed50-shift'
      ELSE 'ok'
    END AS fault,
    -- Metres of the grid in use since 2007, and of the one before.
    ST_Transform(ST_Point(lon, lat), 'EPSG:4326', 'EPSG:25831') AS grid,
    ST_Transform(ST_Point(lon, lat), 'EPSG:4326', 'EPSG:23031') AS old_grid
  FROM named
), said AS (
  SELECT *,
    CASE fault
      WHEN 'swapped-axes' THEN ST_Point(round(lat, 7), round(lon, 7))
      WHEN 'projected-as-degrees' THEN ST_Point(round(ST_X(grid), 1), round(ST_Y(grid), 1))
      WHEN 'null-island' THEN ST_Point(0, 0)
      WHEN 'ed50-shift' THEN ST_Transform(old_grid, 'EPSG:25831', 'EPSG:4326')
      ELSE ST_Point(lon, lat)
    END AS said_place,
    uniform('supplier ' || address_id) AS supplier_chance
  FROM faulty
)
SELECT sensor_id, domain,
  CASE
    WHEN rank = 1 THEN 'Port'
    WHEN fault = 'ed50-shift' OR supplier_chance < 0.3 THEN 'Tramuntana'
    WHEN supplier_chance < 0.65 THEN 'Llevant'
    ELSE 'Garbí'
  END AS supplier,
  address_id, round(ST_X(said_place), 7) AS lon, round(ST_Y(said_place), 7) AS lat
FROM said
ORDER BY sensor_id;
