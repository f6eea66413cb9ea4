SELECT sensor_id, 'ok' AS problem, register.lon, register.lat
FROM sensor_register AS register JOIN addresses AS door USING (address_id)
WHERE ST_Distance(ST_Point(register.lon, register.lat), ST_Point(door.lon, door.lat)) < 100;
