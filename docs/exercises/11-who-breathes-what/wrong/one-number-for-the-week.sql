SELECT TIMESTAMP '2024-11-04' AS day, 26.0 AS pwc_ug_m3, 12000 AS people_over_who, 1000 AS people_over_eu
