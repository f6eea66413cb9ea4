/** What lies in every archive, for whoever opens it without Maqueta. */
export const README = `A project of Maqueta, an urban digital twin sandbox.

This file is a zip. It opens in Maqueta (Projects, Open a file), and every part of it in other programs:

project.json         What was made: the view, layers and their looks, queries, scenarios, notes, and the list of tables
                     with their columns, rows, files and SHA-256 checksums. JSON, UTF-8.
catalogue.jsonld     The cards of the data: title, publisher, licence, extent, where it came from. DCAT-AP 3, JSON-LD.
tables/*.arrow       One table each, every value exactly. Apache Arrow IPC streams: Python (pyarrow), R (arrow), DuckDB.
                     Columns "geom" are WKB in longitude and latitude (WGS84). Columns of other types than text, numbers,
                     truth, dates, times and bytes are written as text; project.json tells their type.
layers/*.geojson     Tables with a place on the map once more, for QGIS and others. GeoJSON (RFC 7946), not for very large ones.

Before you pass it on, read in catalogue.jsonld under which licence each table came.
`;
