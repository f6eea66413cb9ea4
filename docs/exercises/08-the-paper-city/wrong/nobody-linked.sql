SELECT record_id, NULL::VARCHAR AS building_id, persons FROM paper_records
