SELECT sensor_id, NULL::VARCHAR AS street_id, NULL::DOUBLE AS distance_m, NULL::DOUBLE AS flow FROM sensors WHERE false
