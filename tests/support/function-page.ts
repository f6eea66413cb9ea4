/** docs/spatial-sql.md as the reference data gives it. */
import {
  type FunctionGroup,
  type FunctionReference,
  signatureText,
} from '../../app/core/store/spatial/function-reference.ts';
import { FUNCTION_REFERENCE } from '../../app/core/store/spatial/reference.ts';

const GROUPS: Readonly<Record<FunctionGroup, string>> = {
  relate: 'How two geometries lie to each other',
  measure: 'Measures',
  make: 'Making geometry',
  shape: 'Shapes from shapes',
  combine: 'Combining',
  inspect: 'Looking into geometry',
  convert: 'Reading, writing and coordinate systems',
  cell: 'Cells of H3',
};

const INTRODUCTION = `# Spatial SQL

*A living page, made from the data that the app's own function list shows;
\`npx vitest run --project unit tests/unit/docs -u\` writes it anew.*

These functions are part of the app's database and work without a network. They are called, and mean, what PostGIS users
expect; the differences are said here.

- **Geometry is longitude and latitude** in degrees (WGS 84, longitude first), stored as well-known binary in columns of type
  BLOB, called \`geom\` in the tables that ship. There is no SRID inside; \`ST_Transform\` gives coordinates in another system, for
  export and comparison. Casts to \`geometry\` and \`geography\` are understood and change nothing.
- **Measures are metres and square metres on the Earth's surface**, as with PostGIS' \`geography\`: on the WGS 84 ellipsoid, no
  cast needed. Areas are those of edges straight in degrees, so the parts of a shape add up to the whole. What measures refuses numbers that cannot be degrees, so the result of \`ST_Transform\` is not measured by mistake.
- **Relations and combinations are worked out in the plane of degrees**, with edges straight in longitude and latitude as
  GeoJSON has them (RFC 7946, 3.1.1), as with PostGIS' \`geometry\`. An edge of 1 km at 41° north bends less than 2 cm away from
  the shortest way over the ground.
- **At 180°** distances go the short way round. A shape that crosses it is stored cut there (RFC 7946, 3.1.9), and \`ST_Buffer\` and
  cells come out cut; relations do not join the two sides.
- **Heights** (Z) are kept by what reads, writes and takes apart, and dropped by what computes.
- **NULL** among the arguments makes the result NULL. An empty geometry has no distance (NULL), no bounds (NULL), no area, length
  or parts (0), and relates to nothing, but \`ST_Disjoint\` is true, and two empty geometries are equal.
- A **text is no geometry** by itself: \`ST_GeomFromText\` makes one of it. An error names the function, the value and, where a
  table of the statement holds that value, its row.
- \`ST_Union(geom)\` and \`ST_Collect(geom)\` with one argument take the rows of a group. They are macros, so DISTINCT, FILTER, ORDER BY
  and OVER do not go with them. \`ST_MakeLine\` takes a list: \`ST_MakeLine(list(geom ORDER BY time))\`.
- A join written \`JOIN … ON ST_Contains(a.geom, b.geom)\` is answered through a spatial index without being asked.

Where the engine behind comes from, and why that one, is [ADR 9](adr/0009-spatial-sql.md).
`;

function entryText(entry: FunctionReference): string {
  const { name, aliases, signatures, computes, unit, error, example, answer } = entry;
  const lines = [`### ${name}`, ''];
  lines.push('```sql', ...signatures.map((of) => signatureText(name, of)), '```', '', computes);
  if (aliases.length > 0) lines.push('', `Also called ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`);
  if (unit !== null) lines.push('', `Unit: ${unit}.`);
  if (error !== null) lines.push('', `How exact: ${error}`);
  lines.push('', '```sql', `${example}; -- ${answer}`, '```', '');
  return lines.join('\n');
}

export function functionPage(): string {
  const groups = Object.entries(GROUPS).map(([group, title]) => {
    const entries = FUNCTION_REFERENCE.filter((entry) => entry.group === group);
    return `## ${title}\n\n${entries.map(entryText).join('\n')}`;
  });
  return `${INTRODUCTION}\n${groups.join('\n')}`;
}
