import type { Cell, ResultTable, TableInfo } from '../../../app/core/store/database.ts';
import { type ColumnSpec, resultTable } from '../../builders/result-table.ts';
import { VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';
import { SCENARIO_ANSWERS } from './scenario-data.ts';

const MINUTE = 60_000;
const geometry = ['geom', 'centroid_lon', 'centroid_lat', 'area_m2'];

function info(name: string, rowCount: number, columns: string): TableInfo {
  return {
    name,
    type: 'table',
    rowCount,
    columns: columns.split(' ').map((column) => {
      const [columnName = '', sqlType = 'VARCHAR'] = column.split(':');
      return { name: columnName, sqlType };
    }),
  };
}

export const TABLES: readonly TableInfo[] = [
  info('blocks', 112, `feature_id district_id section_id kind ${geometry[0]}:BLOB centroid_lon:DOUBLE`),
  info(
    'buildings',
    2_412,
    'feature_id block_id section_id district_id height_m:DOUBLE floors:INTEGER use year:INTEGER dwellings:INTEGER geom:BLOB centroid_lon:DOUBLE centroid_lat:DOUBLE area_m2:DOUBLE',
  ),
  info('census_sections', 48, 'feature_id district_id name population:INTEGER geom:BLOB'),
  info('messages_raw', 20_000, 'received_at:TIMESTAMP topic device payload bytes:INTEGER accepted:BOOLEAN'),
  info(
    'observations',
    231_904,
    'run_id sensor_id property phenomenon_time:TIMESTAMP result_time:TIMESTAMP received_at:TIMESTAMP value:DOUBLE unit quality_flag:INTEGER seq:INTEGER source',
  ),
  info(
    'observations_latest',
    412,
    'run_id sensor_id property phenomenon_time:TIMESTAMP value:DOUBLE unit quality_flag:INTEGER',
  ),
  info(
    'rejected_messages',
    43,
    'received_at:TIMESTAMP topic reason detail payload_head payload_bytes:INTEGER payload_hash',
  ),
  info(
    'sensors',
    236,
    'feature_id sensor_id name domain kind model street_id height_m:DOUBLE cadence_s:INTEGER properties dialect geom:BLOB',
  ),
  info(
    'streets',
    440,
    'feature_id name class from_node to_node lanes:INTEGER speed_kmh:DOUBLE capacity_veh_h:DOUBLE length_m:DOUBLE geom:BLOB',
  ),
];

/** A repeatable wobble for made-up curves. */
const wobble = (i: number) => Math.sin(i * 1.7) * 0.5 + Math.sin(i * 0.31) * 0.5;
const daily = (timeMs: number) => {
  const hour = (timeMs / 3_600_000) % 24;
  return 0.35 + 0.5 * Math.exp(-((hour - 8) ** 2) / 6) + 0.55 * Math.exp(-((hour - 19) ** 2) / 8);
};

const history: Cell[][] = [];
for (let i = 0; i < 288; i++) {
  const time = VIRTUAL_NOW_MS - (287 - i) * 5 * MINUTE;
  if (i > 120 && i < 140) continue;
  history.push([
    'no2',
    'ug/m3',
    'sandbox',
    'run-1',
    time,
    Math.round(600 * daily(time) + 40 * wobble(i)) / 10,
    i === 200 ? 4 : i > 250 && i < 256 ? 3 : 1,
  ]);
}
for (let i = 0; i < 288; i++) {
  const time = VIRTUAL_NOW_MS - (287 - i) * 5 * MINUTE;
  history.push([
    'pm25',
    'ug/m3',
    'sandbox',
    'run-1',
    time,
    Math.round(140 * daily(time) + 20 * wobble(i + 40)) / 10,
    1,
  ]);
}

const kinds = [
  ['air', 'lowcost', 'no2', 'ug/m3'],
  ['traffic', 'loop', 'flow', '{veh}/h'],
  ['noise', 'class2', 'laeq', 'dB[A]'],
  ['waste', 'bin', 'fill', '1'],
  ['parking', 'onstreet', 'free', '{space}'],
] as const;
const devices: Cell[][] = Array.from({ length: 236 }, (_, i) => {
  const [domain, kind, property, unit] = kinds[i % kinds.length]!;
  const id = `${domain}-${String(i).padStart(3, '0')}`;
  const silent = i > 232;
  return [
    id,
    `Carrer de la Mostra ${i}`,
    domain,
    kind,
    silent ? null : VIRTUAL_NOW_MS - i * 9_000,
    silent ? null : property,
    silent ? null : Math.round(500 + 300 * wobble(i)) / (property === 'fill' ? 1000 : 10),
    unit,
    silent ? null : i % 17 === 3 ? 3 : 1,
  ];
});

const latest: Cell[][] = devices
  .filter((row) => row[2] === 'air')
  .map((row) => [row[0]!, row[1]!, row[6]!, 'ug/m3', row[4]!]);
const curve: Cell[][] = Array.from({ length: 24 }, (_, i) => [
  VIRTUAL_NOW_MS - (23 - i) * 60 * MINUTE,
  Math.round(900 * daily(VIRTUAL_NOW_MS - (23 - i) * 60 * MINUTE)),
]);

const answer = (columns: readonly ColumnSpec[], rows: readonly (readonly Cell[])[]): ResultTable =>
  resultTable(columns, rows);

export const ANSWERS: readonly (readonly [RegExp, ResultTable])[] = [
  ...SCENARIO_ANSWERS,
  [
    /FULL OUTER JOIN latest/,
    answer(
      [
        ['sensor_id', 'text'],
        ['name', 'text'],
        ['domain', 'text'],
        ['kind', 'text'],
        ['last_time', 'time'],
        ['property', 'text'],
        ['value', 'number'],
        ['unit', 'text'],
        ['flag', 'number'],
      ],
      devices,
    ),
  ],
  [
    /FROM rejected_messages ORDER BY received_at DESC LIMIT 50/,
    answer(
      [
        ['received_at', 'time'],
        ['topic', 'text'],
        ['reason', 'text'],
        ['detail', 'text'],
        ['payload_head', 'text'],
        ['payload_bytes', 'number'],
      ],
      [
        [
          VIRTUAL_NOW_MS,
          'city/eixample/air/lowcost/air-012/obs',
          'not-json',
          'Unexpected token < at position 0',
          '<img src=x onerror=alert(1)>',
          28,
        ],
        [
          VIRTUAL_NOW_MS - 4000,
          'city/eixample/traffic/loop/traffic-031/obs',
          'far-future',
          '2031-01-01T00:00:00Z',
          '{"device":"traffic-031","phenomenonTime":"2031-01-01T00:00:00Z"}',
          64,
        ],
        [
          VIRTUAL_NOW_MS - 9000,
          'city/eixample/noise/class2/ghost-9/obs',
          'unknown-device',
          'ghost-9',
          '{"device":"ghost-9"}',
          20,
        ],
      ],
    ),
  ],
  [
    /FROM observations\s+WHERE sensor_id/,
    answer(
      [
        ['property', 'text'],
        ['unit', 'text'],
        ['source', 'text'],
        ['run_id', 'text'],
        ['phenomenon_time', 'time'],
        ['value', 'number'],
        ['quality_flag', 'number'],
      ],
      history,
    ),
  ],
  [
    /WITH here AS/,
    answer(
      [
        ['sensor_id', 'text'],
        ['name', 'text'],
        ['kind', 'text'],
        ['distance_m', 'number'],
      ],
      [
        ['air-000', 'Carrer de la Mostra 0', 'lowcost', 38],
        ['traffic-001', 'Carrer de la Mostra 1', 'loop', 61],
        ['noise-002', 'Carrer de la Mostra 2', 'class2', 112],
      ],
    ),
  ],
  [
    /FROM "sensors" WHERE feature_id/,
    answer(
      [
        ['feature_id', 'text'],
        ['sensor_id', 'text'],
        ['name', 'text'],
        ['domain', 'text'],
        ['kind', 'text'],
        ['model', 'text'],
        ['street_id', 'text'],
        ['height_m', 'number'],
        ['cadence_s', 'number'],
        ['dialect', 'text'],
        ['geom', 'blob'],
      ],
      [
        [
          'air-000',
          'air-000',
          'Carrer de la Mostra 0',
          'air',
          'lowcost',
          'EC-4 electrochemical',
          'street-0112',
          3.2,
          300,
          'sandbox',
          new Uint8Array(21),
        ],
      ],
    ),
  ],
  [
    /FROM "buildings" WHERE feature_id/,
    answer(
      [
        ['feature_id', 'text'],
        ['block_id', 'text'],
        ['section_id', 'text'],
        ['district_id', 'text'],
        ['height_m', 'number'],
        ['floors', 'number'],
        ['use', 'text'],
        ['year', 'number'],
        ['dwellings', 'number'],
        ['geom', 'blob'],
        ['area_m2', 'number'],
      ],
      [
        [
          'building-00412',
          'block-031',
          'section-12',
          'district-2',
          20.75,
          6,
          'mixed',
          1911,
          14,
          new Uint8Array(400),
          312.4,
        ],
      ],
    ),
  ],
  [
    /date_trunc\('hour'/,
    answer(
      [
        ['hour', 'time'],
        ['mean_flow_veh_h', 'number'],
      ],
      curve,
    ),
  ],
  [
    /property = 'no2'/,
    answer(
      [
        ['sensor_id', 'text'],
        ['name', 'text'],
        ['value', 'number'],
        ['unit', 'text'],
        ['phenomenon_time', 'time'],
      ],
      latest,
    ),
  ],
];
