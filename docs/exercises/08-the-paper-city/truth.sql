SELECT record_id, building_id, persons FROM truth_written ORDER BY record_id;
