/** docs/data-dictionary.md: every table that a query can read, made of what the tables' own rooms say of them. */
import type { DatasetManifest } from '../app/core/catalogue/dataset-manifest.ts';
import { layerFiles, recordFiles } from '../app/core/catalogue/dataset-manifest.ts';
import { PROPERTY_SPANS } from '../app/core/quality/spans.ts';
import { HOUSE_TABLE_MEANINGS, LAYER_MEASURES } from '../app/core/store/column-meanings.ts';
import { OBSERVATIONS_HOURLY } from '../app/core/store/hourly.ts';
import { HOUSE_TABLES, OBSERVATIONS_RETIRED_HOURS } from '../app/core/store/schema.ts';
import { TABLE_NOTES } from './card.ts';

type Cells = readonly (readonly string[])[];

function table(head: readonly string[], rows: Cells): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function houseTables(): string[] {
  const types = new Map(
    [...HOUSE_TABLES, { ...OBSERVATIONS_RETIRED_HOURS, name: OBSERVATIONS_HOURLY }].map(({ name, columns }) => [
      name,
      new Map(columns),
    ]),
  );
  return Object.entries(HOUSE_TABLE_MEANINGS).flatMap(([name, { what, columns }]) => [
    `### ${name}`,
    '',
    `${what}.`,
    '',
    ...table(
      ['column', 'type', 'meaning, unit'],
      Object.entries(columns).map(([column, meaning]) => [
        `\`${column}\``,
        types.get(name)?.get(column) ?? '',
        meaning,
      ]),
    ),
  ]);
}

function properties(): string[] {
  return table(
    ['property', 'unit (UCUM)', 'suspect outside', 'fails outside', 'bounds from'],
    PROPERTY_SPANS.map(({ property, unit, suspect, fail, source }) => [
      `\`${property}\``,
      `\`${unit}\``,
      suspect.join(' to '),
      fail.join(' to '),
      source,
    ]),
  );
}

export function dataDictionary(manifest: DatasetManifest): string {
  return [
    '# Data dictionary',
    '',
    '*Made by `npm run datasets` from the schema and the dataset; a test holds it to both. Do not edit it here.*',
    '',
    'Every table that a query can read. Times are UTC `TIMESTAMP`, names `snake_case`, units [UCUM](https://ucum.org) codes; → names the table that an',
    'identifier refers to. `SHOW TABLES` and `DESCRIBE observations` say the same inside the app.',
    '',
    '## The stream',
    '',
    ...houseTables(),
    '### Properties',
    '',
    'On arrival a value is flagged by its gross range: outside the second bounds it fails, outside the first it is suspect. A value on the bound passes.',
    '',
    ...properties(),
    '## Layers',
    '',
    `From ${manifest.title}, version ${manifest.version} (${manifest.licence}, synthetic). Each has besides its own columns:`,
    '',
    ...table(
      ['column', 'meaning, unit'],
      Object.entries(LAYER_MEASURES).map(([column, meaning]) => [`\`${column}\``, meaning]),
    ),
    ...layerFiles(manifest).flatMap((file) => [
      `### ${file.table}`,
      '',
      `${TABLE_NOTES[file.table]!.what}. ${file.features.toLocaleString('en')} rows.`,
      '',
      ...table(
        ['column', 'meaning, unit'],
        Object.entries(TABLE_NOTES[file.table]!.columns).map(([column, meaning]) => [`\`${column}\``, meaning]),
      ),
    ]),
    '## Registers and traces',
    '',
    'As offices hand them over: text as it came, but for columns with a type. People in them are invented. What is wrong with each is on its card and',
    'in [the dataset’s own page](../datasets/eixample/README.md).',
    '',
    ...recordFiles(manifest)
      .filter(({ role }) => role !== 'truth')
      .flatMap((file) => [
        `### ${file.table}`,
        '',
        `${file.about} ${file.rows.toLocaleString('en')} rows.`,
        '',
        ...table(
          ['column', 'type', 'meaning, unit'],
          file.columns.map(({ name, type, description }) => [`\`${name}\``, type ?? 'text', description]),
        ),
      ]),
    '## Results of the models',
    '',
    '`scenario_links`, `scenario_receptors`, `scenario_totals`, `scenario_draws`: [column by column](models/scenario-tables.md). A city’s own',
    'streets: `own_streets`, `own_crossings`, `own_zones`, `own_findings` ([own streets](models/own-streets.md)).',
    '',
  ].join('\n');
}
