/** The dataset's card and its sources, written from the same facts as the manifest. */
import { type DatasetManifest, layerFiles, type RecordFile } from '../app/core/catalogue/dataset-manifest.ts';
import type { DistrictTable } from '../simulators/city/district/index.ts';

interface TableNotes {
  readonly what: string;
  readonly columns: Readonly<Record<string, string>>;
}

const DISTRICT_ID = 'district it lies in → districts';
const SECTION_ID = 'census section it lies in → census_sections';
export const TABLE_NOTES: Readonly<Record<string, TableNotes>> = {
  districts: {
    what: 'Districts, to the middle of their outer streets',
    columns: { feature_id: 'identifier', name: 'invented name' },
  },
  census_sections: {
    what: 'Census sections, to the middle of their outer streets; they tile the districts',
    columns: {
      feature_id: 'identifier',
      district_id: DISTRICT_ID,
      name: 'name',
      population: 'residents, persons',
      pop_0_14: 'residents aged 0–14, persons',
      pop_15_64: 'residents aged 15–64, persons',
      pop_65_plus: 'residents aged 65 and over, persons',
      dwellings: 'dwellings, count',
    },
  },
  blocks: {
    what: 'Blocks, to the building line: squares of 113.3 m with their corners cut',
    columns: {
      feature_id: 'identifier',
      district_id: DISTRICT_ID,
      section_id: SECTION_ID,
      kind: '`perimeter` (built around a courtyard), `park` or `facility` (school, market, hospital, library)',
    },
  },
  parks: {
    what: 'Parks that fill a block, and courtyards open to the public',
    columns: { feature_id: 'identifier', name: 'invented name' },
  },
  streets: {
    what: 'Directed street links, one per block and direction of travel. One-way streets alternate; an avenue has a link each way, drawn 9 m to the right of its axis',
    columns: {
      feature_id: 'identifier',
      name: 'invented name',
      class: '`avenue` or `street`',
      from_node: 'where it starts → intersections',
      to_node: 'where it ends → intersections',
      lanes: 'moving lanes in this direction, count',
      speed_kmh: 'speed limit, km/h',
      capacity_veh_h: 'capacity of all lanes at the signal, vehicles/h',
      length_m: 'length, m',
      width_m: 'façade to façade, m',
      canyon_height_m:
        'mean height of the façades on both sides, weighted by frontage, m; a park counts as 0; on the outermost streets the one side drawn stands for both',
      carriageway_m: 'width of the carriageway of this link, m',
    },
  },
  intersections: { what: 'Nodes of the street graph', columns: { feature_id: 'identifier' } },
  buildings: {
    what: 'Buildings. In perimeter blocks one per parcel; the parcels tile the ring between building line and courtyard, 28 m deep, and are built up but for some set-backs and shallower rear façades',
    columns: {
      feature_id: 'identifier',
      block_id: 'block it stands in → blocks',
      section_id: SECTION_ID,
      district_id: DISTRICT_ID,
      height_m: 'height above the ground, m',
      floors: 'floors, ground floor included, count',
      use: '`residential`, `mixed`, `office`, `retail`, `education`, `health`, `culture` or `market`',
      year: 'year of construction',
      dwellings: 'dwellings, count',
    },
  },
  trees: {
    what: 'Trees along pavements about every 8 m, in parks, gardens and open blocks',
    columns: {
      feature_id: 'identifier',
      species: 'scientific name',
      height_m: 'height, m',
      crown_m: 'diameter of the crown, m',
      street_id: 'street it stands in → streets; null off the street',
    },
  },
  facilities: {
    what: 'Places that serve the public',
    columns: {
      feature_id: 'identifier',
      name: 'invented name',
      category:
        '`school`, `kindergarten`, `primary-care`, `hospital`, `pharmacy`, `market`, `supermarket`, `library`, `sports`, `playground`, `bus-stop` or `metro`',
      building_id: 'building it is in → buildings; null in the open',
    },
  },
  sensors: {
    what: 'The sensor network',
    columns: {
      feature_id: 'identifier; the device level of its topics',
      sensor_id: 'the same, under the name that observations use',
      name: 'where it stands',
      domain: '`traffic`, `air`, `noise`, `weather`, `mobility`, `waste` or `parking`; a level of its topics',
      kind: 'kind of device; a level of its topics',
      model: 'how it measures',
      street_id: 'street it watches → streets; null where there is none',
      height_m: 'height above the ground, m',
      cadence_s: 'time between two observations, s',
      properties: 'what it observes, separated by commas',
      dialect: 'how it reports: `sandbox`, `sensorthings` or `ngsi-ld`',
      spaces: 'parking bays it watches, count; null for other kinds',
    },
  },
};

export function datasetCard(manifest: DatasetManifest, tables: readonly DistrictTable[]): string {
  const people = sumOf(tables, 'census_sections', 'population');
  const dwellings = sumOf(tables, 'census_sections', 'dwellings');
  const [west, south, east, north] = manifest.bbox;
  const sections = layerFiles(manifest).map((file) => {
    const notes = TABLE_NOTES[file.table]!;
    const rows = Object.entries(notes.columns).map(([column, meaning]) => [`\`${column}\``, meaning] as const);
    return [
      `### ${file.table}`,
      '',
      `${notes.what}. ${file.features.toLocaleString('en')} features, drawn as ${file.shape}.`,
      '',
      ...markdownTable([['column', 'meaning, unit'], ...rows]),
      '',
    ].join('\n');
  });
  return [
    `# ${manifest.title}`,
    '',
    '**Synthetic.** No house, person, name or measurement in these files is real. The district stands at the true place and',
    'orientation of Barcelona’s Eixample and follows its published measures, so that sun, distances and densities are right;',
    'it must not be used to say anything about the real one.',
    '',
    ...markdownTable([
      ['', ''],
      ['identifier, version', `\`${manifest.id}\` ${manifest.version}`],
      ['licence', `[CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/) (\`${manifest.licence}\`)`],
      ['generator, seed', `\`${manifest.generator}\`, ${manifest.seed}`],
      ['made again by', '`npm run datasets`, to the byte'],
      [
        'format',
        'layers: GeoJSON (RFC 7946), WGS84 longitude and latitude, seven decimals (about 1 cm), laid out in EPSG:25831 metres; registers, traces and their truth: CSV (RFC 4180)',
      ],
      ['extent', `west ${west}, south ${south}, east ${east}, north ${north}`],
      ['residents, dwellings', `${people.toLocaleString('en')}, ${dwellings.toLocaleString('en')}`],
      [
        'columns',
        'in layers `feature_id` comes first and is unique in its table; → names the table that an identifier refers to',
      ],
    ]),
    '',
    '## Tables',
    '',
    sections.join('\n'),
    ...registerSections(manifest),
    '## What it leaves out',
    '',
    'The ground is flat (heights are above it, and it lies on the ellipsoid). Roofs are flat. Everything ends at the outermost',
    'streets. Courtyards are empty but for the public gardens. Streets have no turn bans and no signals of their own: capacity',
    'stands for them.',
    '',
  ].join('\n');
}

/** Registers, traces and what the exercises are checked with. */
function registerSections(manifest: DatasetManifest): readonly string[] {
  const records = manifest.files.filter((file): file is RecordFile => file.role !== 'layer');
  return [
    '## Registers and traces',
    '',
    'Records as offices hand them over, mess included, in `registers/`. In the app each is a table whose columns are text as it',
    'came, but for those marked with a type. What the mess was made from is in `truth/`: the clean record of each row, the',
    'building, block and section it belongs to, and what was done to it. The app does not load the truth; exercises are checked',
    'with it. It is no secret: the files are in the built app and in the release, where anyone can read them, so no exercise or',
    'examination may rely on nobody knowing them. Rows about persons are about invented ones. Names are common in Catalonia and',
    'put together by chance; person numbers, section codes and postcodes belong to a municipality that does not exist; no plate',
    'was ever issued.',
    '',
    'In real life these registers are personal data: they need a legal basis (GDPR, article 6: usually a public task), a',
    'purpose, and no more of them than it takes. Replacing names by keys, as the traces do, does not make them anonymous.',
    '',
    ...records.flatMap((file) => [
      `### ${file.table}`,
      '',
      `${file.about} ${file.rows.toLocaleString('en')} rows; \`${file.path}\`, ${encodingName(file)}, ${file.delimiter === ',' ? 'commas' : 'semicolons'}.`,
      '',
      ...(file.role === 'truth' ? [] : [`${file.coverage}`, '', ...problemList(file)]),
      ...markdownTable([
        ['column', 'meaning, unit'],
        ...file.columns.map(
          ({ name, description, type }) =>
            [`\`${name}\``, type === undefined ? description : `${description} (${type})`] as const,
        ),
      ]),
      '',
    ]),
  ];
}

const encodingName = ({ encoding }: RecordFile) => (encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252');

function problemList({ knownProblems }: RecordFile): readonly string[] {
  if (knownProblems.length === 0) return [];
  return ['Known problems:', '', ...knownProblems.map((problem) => `- ${problem}`), ''];
}

export function datasetSources(manifest: DatasetManifest): string {
  return [
    '# Sources',
    '',
    `No third-party data is in this folder. Every file was made by \`${manifest.generator}\` with seed ${manifest.seed} and is`,
    'dedicated to the public domain (CC0 1.0).',
    '',
    'The generator’s parameters are measures of the Eixample that are facts of common knowledge: blocks of 113.3 m, streets of',
    '20 m, two avenues of 50 m, chamfers of 20 m, buildings 28 m deep and mostly 20–24 m high, streets at 45° to north, about',
    '36,000 residents per km². Names are invented, after plants. Species are those commonly planted in the streets of',
    'Mediterranean cities. Shares of floors, periods and uses are judgements, not statistics.',
    '',
    'The persons, firms and movements of the registers and traces are made by the same generator. Given names and surnames are',
    'such as are common in Catalonia; kinds and shares of errors are those that registers are known for, as judgements.',
    '',
  ].join('\n');
}

/** The first row is the head; cells are padded, as the formatter of this repository would have them. */
function markdownTable(rows: readonly (readonly [string, string])[]): readonly string[] {
  const widths = [0, 1].map((cell) => Math.max(...rows.map((row) => row[cell]!.length))) as [number, number];
  const line = ([a, b]: readonly [string, string]) => `| ${a.padEnd(widths[0])} | ${b.padEnd(widths[1])} |`;
  return [line(rows[0]!), `| ${'-'.repeat(widths[0])} | ${'-'.repeat(widths[1])} |`, ...rows.slice(1).map(line)];
}

function sumOf(tables: readonly DistrictTable[], table: string, column: string): number {
  const { features } = tables.find((candidate) => candidate.table === table)!.collection;
  return features.reduce((sum, { properties }) => sum + Number(properties?.[column]), 0);
}
