SELECT record_id, building_id, persons
FROM paper_records LEFT JOIN addresses ON address = street || ', ' || house_number
