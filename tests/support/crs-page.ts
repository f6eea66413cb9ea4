/** docs/crs.md, made from the list of systems itself. */
import { type CrsDefinitions, type ListedCrs, loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { type CrsRegistry, createCrsRegistry, UNKNOWN_SHIFT_M } from '../../app/core/geo/crs/registry.ts';
import { CITY_SYSTEMS, fileOf, isSystem } from '../unit/core/geo/crs/city-systems.ts';

/** Older systems that files come in, and the grid that the EPSG dataset (or Esri's part of it in PROJ) has for their datum. */
const SHIFTED: readonly (readonly [code: number, grid: string])[] = [
  [28992, 'grid rdtrans2018'],
  [27700, 'grid OSTN15'],
  [27572, 'grid gr3df97a'],
  [31370, 'grid bd72lb72_etrs89lb08'],
  [31467, 'grid BETA2007'],
  [31468, 'grid BETA2007'],
  [3003, 'grids of IGM, R40 to F00'],
  [23030, 'grid SPED2ETV2 (Spain)'],
  [5514, '–'],
  [31256, 'grid AT_GIS_GRID'],
  [21781, 'grid CHENyx06'],
  [2056, 'the same'],
  [23700, 'grid hu_bme_hd72corr'],
  [3844, '–'],
  [2100, '–'],
  [29902, '–'],
  [2393, '–'],
  [3021, '–'],
  [27493, 'grid D73_ETRS89_geo'],
  [3912, '–'],
];

export async function crsPage(): Promise<string> {
  const definitions = await loadCrsDefinitions();
  const registry = createCrsRegistry(definitions);
  return [introduction(definitions), shifts(definitions, registry), cities(registry)].join('\n');
}

function introduction(definitions: CrsDefinitions): string {
  const all = definitions.numbers.map((number) => definitions.get(number)!);
  const european = all.filter(isEuropean);
  const unknown = european.filter(({ shift, proj }) => shift === null && !proj.includes('@null'));
  const count = (list: readonly ListedCrs[]) => list.length.toLocaleString('en');
  return `# Coordinate reference systems

*A living page, made from the list of systems; \`npx vitest run --project unit tests/unit/docs -u\` writes it anew.*

A file's numbers mean a place only together with their system. Maqueta knows ${count(all)} systems without a network:
${count(all.filter(({ kind }) => kind === 'projected'))} projected and ${count(all.filter(({ kind }) => kind === 'geographic'))} geographic ones,
${count(european)} of them used in Europe. The list is a file of its own (1.0 MB, 193 kB compressed) that is fetched when the first
import, or the first \`ST_Transform\` to another system, needs it.

## What is in it

- Every EPSG code, projected or geographic, current or withdrawn, whose area of use touches Europe; elsewhere those that EPSG
  has not withdrawn. Esri's codes for European systems. Web Mercator under all its codes (3857, 900913, 3785, 102100 …).
  The French IGNF codes for mainland and overseas systems. Compound codes (\`EPSG:7415\`) stand for their horizontal part.
- Names nearly as EPSG writes them, area of use, whether the system is withdrawn or its datum replaced by its country.
- The published shift to WGS 84 with EPSG's code and accuracy; where a datum has several, the one for the place of the file.
- Not in it, because proj4 does not compute them: Bonne turned south (old Portuguese), Lambert conic turned west (Faroe,
  old Icelandic), the modified Krovak of S-JTSK/05, Greenland's and Denmark's historic grids, and spheres without a datum.
  A file in one of them is answered “unknown”, with its own words.

## How a declaration is read

Names (\`EPSG:28992\`, \`urn:ogc:def:crs:EPSG::28992\`, \`http://www.opengis.net/def/crs/EPSG/0/28992\`, \`IGNF:LAMB93\`, \`OGC:CRS84\`, compound
ones), old \`crs\` members with a code, a name or a link, Esri's \`wkid\`, WKT 1 and 2, .prj files, PROJJSON and PROJ texts.
A text with a code is believed by its code. One without is looked up by the name that Esri gives it, then by what it computes:
method, parameters to eight digits, ellipsoid and meridian, and of those alike the one on the same datum. A text that matches
nothing is computed as it says. Easting or longitude is taken as the first coordinate, as nearly all files have it; where the
numbers only fit the other way round, the report says so.

## How true it is

Projections agree with the worked examples of EPSG's guidance note 7-2 to a centimetre (a decimetre for the Belgian one), and
published pairs of coordinates in ETRS89 / UTM 31 and in the Dutch system are met to 0.3 mm and 8 mm (\`tests/unit/core/geo/crs\`,
\`tests/reference/crs.test.ts\`). ETRS89, its national realizations and WGS 84 are taken as equal: the difference is the
movement of the continent since 1989, below a metre. Older datums are shifted by three or seven parameters instead of their
national grids; the report states EPSG's accuracy for that. For ${unknown.length} European systems no such shift is published
(frames of single railways and mines, and historic datums); they are computed without one and may lie up to ${UNKNOWN_SHIFT_M} m off.
`;
}

function isEuropean({ area: { west, south, east, north } }: ListedCrs): boolean {
  return south < 72 && north > 34 && west < 45 && east > -32 && east - west < 200;
}

function shifts(definitions: CrsDefinitions, registry: CrsRegistry): string {
  const rows = SHIFTED.map(([code, grid]) => {
    const listed = definitions.get(code)!;
    const { shift } = listed;
    const best = Math.min(...definitions.shiftsOf(code).map(({ accuracyM }) => accuracyM));
    const accuracy = registry.accuracyOf(listed);
    const local = accuracy !== null && best < accuracy ? ` (${best} m where a local one holds)` : '';
    return `| ${listed.code} ${listed.name} | EPSG:${shift!.operation}, ${shift!.numbers.length} parameters | ${accuracy} m${local} | ${grid} |`;
  });
  return `| system | shift used | accuracy | grid in the EPSG dataset |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function cities(registry: CrsRegistry): string {
  const rows = CITY_SYSTEMS.map(([city, code, lon, lat]) => {
    const { bounds, sample } = fileOf(registry, code, lon, lat);
    const candidates = registry.rank(bounds, sample);
    const place = candidates.findIndex((candidate) => isSystem(candidate, code)) + 1;
    const others = candidates
      .filter((candidate) => !isSystem(candidate, code))
      .slice(0, 2)
      .map(({ code: other, score, near, area }) => `${other} ${score.toFixed(2)} (${near ?? area})`);
    const { score } = candidates[place - 1]!;
    const own = `EPSG:${code} ${registry.find(`EPSG:${code}`)!.name}`;
    return `| ${city} | ${own} | ${place} | ${score.toFixed(2)} | ${others.join(', ')} |`;
  });
  return `## Metres without a system

Nothing is guessed: a person chooses among candidates, best first, each with where it would lie. The rule stands at the head of
\`app/core/geo/crs/rank.ts\`, the weights of systems in \`national-systems.ts\`. What it makes of a box of eight by nine
kilometres over a city, given in the city's own system and not telling it:

| city | its system | place in the list | score | next |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Codes that lie at the same place as a better one within two metres are named with it and not listed again.

Why the list is made from where it is made is [ADR 20](adr/0020-reference-systems.md).
`;
}
