/** What the made-up database answers about a scenario. */
import type { Cell, ResultTable } from '../../../app/core/store/database.ts';
import { resultTable } from '../../builders/result-table.ts';

const facades = (rows: readonly (readonly Cell[])[]): ResultTable =>
  resultTable(
    [
      ['feature_id', 'text'],
      ['name', 'text'],
      ['people', 'number'],
      ['no2_before', 'number'],
      ['no2_after', 'number'],
    ],
    rows,
  );
const sides = resultTable(
  [
    ['feature_id', 'text'],
    ['name', 'text'],
    ['side', 'text'],
    ['population', 'number'],
    ['no2_before', 'number'],
    ['no2_after', 'number'],
    ['no2_after_low', 'number'],
    ['no2_after_high', 'number'],
    ['no2_lower_probability', 'number'],
    ['lden_before', 'number'],
    ['lden_after', 'number'],
  ],
  [
    ['a-1', 'Carrer A', 'left', 184.4, 52.1, 38.2, 30.8, 44.7, 0.98, 68.2, 63.1],
    ['a-1', 'Carrer A', 'right', 201.2, 50.4, 37.1, 30.2, 43.5, 0.98, 68.2, 63.1],
  ],
);
const limits = [40, 20, 10].flatMap((limit) => [`before_${limit}`, `after_${limit}`]);

export const SCENARIO_ANSWERS: readonly (readonly [RegExp, ResultTable])[] = [
  [
    /Façades where NO2 falls/,
    facades([
      ['a-1', 'Carrer A', 385, 51.2, 37.6],
      ['a-2', 'Carrer A', 412, 44.8, 36.9],
    ]),
  ],
  [/Façades where NO2 rises/, facades([['b-up', 'Avinguda B', 903, 38.4, 42.7]])],
  [
    /around the change with more traffic/,
    resultTable(
      [
        ['feature_id', 'text'],
        ['name', 'text'],
        ['veh_day_before', 'number'],
        ['veh_day_after', 'number'],
        ['stretches', 'number'],
      ],
      [
        ['b-up', 'Avinguda B', 21_340, 25_120, 2],
        ['c-1', 'Carrer C', 4_210, 4_890, 1],
      ],
    ),
  ],
  [
    /People behind the façades/,
    resultTable(
      [
        ['people', 'text'],
        ...['number', 'no2_before', 'no2_after', ...limits].map((name) => [name, 'number'] as const),
      ],
      [
        ['population', 23_538, 31.4, 30.9, 1_420, 1_180, 21_340, 20_870, 23_538, 23_538],
        ['children', 2_913, 31.2, 30.8, 170, 140, 2_630, 2_570, 2_913, 2_913],
        ['elderly', 5_102, 31.6, 31, 330, 260, 4_640, 4_520, 5_102, 5_102],
      ],
    ),
  ],
  [/The façade that changes most|What the models say of the façades/, sides],
];
