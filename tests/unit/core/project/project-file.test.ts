import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PROJECT_FORMAT_VERSION,
  type ProjectFile,
  readProject,
  writeProject,
} from '../../../../app/core/project/project-file.ts';
import { card } from '../../../builders/dataset-cards.ts';

const here = { id: 'eixample', version: '1.1.0' };
const project: ProjectFile = {
  format: 'maqueta-project',
  formatVersion: PROJECT_FORMAT_VERSION,
  application: '0.1.0',
  id: 'p-1',
  name: 'Schools and streets',
  notes: 'Ask the school board.\n<b>not bold</b>',
  createdMs: 1,
  savedMs: 2,
  place: here,
  clockMs: Date.UTC(2024, 10, 7, 9),
  texts: { view: '{"form":"model"}', scenarios: '[]' },
  cards: [card('trees')],
  tables: [
    {
      name: 'Els "arbres"',
      rows: 3,
      columns: [{ name: 'feature_id', type: 'VARCHAR' }],
      files: [{ path: 'tables/arbres.arrow', format: 'arrow', bytes: 10, sha256: 'ab'.repeat(32) }],
    },
  ],
};
const written = (changes: Record<string, unknown>) => JSON.stringify({ ...project, ...changes });
const codes = (text: string) => readProject(text, here).issues.map(({ code }) => code);

describe('A project file', () => {
  it('reads back as it was written', () => {
    expect(readProject(writeProject(project), here)).toEqual({ value: project, issues: [] });
  });

  it('of a later version says so and by which program it was written', () => {
    expect(readProject(written({ formatVersion: 99, application: '7.2.0' }), here)).toEqual({
      value: null,
      issues: [{ code: 'project-too-new', severity: 'error', detail: '7.2.0 (99)' }],
    });
  });

  it('that is none says so', () => {
    expect(codes('')).toEqual(['project-not-json']);
    expect(codes('{"type":"FeatureCollection"}')).toEqual(['project-not-maqueta']);
    expect(codes('[]')).toEqual(['project-not-maqueta']);
    for (const formatVersion of [0, -1, 1.5, '1', null])
      expect(codes(written({ formatVersion }))).toEqual(['project-not-maqueta']);
  });

  it('made on another place opens with a warning', () => {
    const { value, issues } = readProject(written({ place: { id: 'eixample', version: '1.0.0' } }), here);
    expect(value?.name).toBe(project.name);
    expect(issues).toEqual([{ code: 'project-other-place', severity: 'warning', detail: 'eixample 1.0.0' }]);
  });

  it('loses a table that leads out of the archive, and names it; the others stay', () => {
    for (const path of ['../secret', '/etc/passwd', 'a/../../b', 'https://x/y', 'a\\b', '.', 'tables/../x']) {
      const bad = { ...project.tables[0], name: 'bad', files: [{ ...project.tables[0]!.files[0], path }] };
      const { value, issues } = readProject(written({ tables: [bad, ...project.tables] }), here);
      expect(value!.tables).toEqual(project.tables);
      expect(issues).toEqual([{ code: 'project-bad-table', severity: 'warning', detail: 'bad' }]);
    }
  });

  it('has a name only once, as the database does not tell upper from lower case', () => {
    const again = { ...project.tables[0], name: 'ELS "ARBRES"' };
    expect(readProject(written({ tables: [...project.tables, again] }), here).value!.tables).toEqual(project.tables);
  });

  it('whatever it holds, is read without an error or refused with a reason', () => {
    fc.assert(
      fc.property(fc.record(Object.fromEntries(Object.keys(project).map((key) => [key, fc.jsonValue()]))), (fields) => {
        const { value, issues } = readProject(
          JSON.stringify({ ...fields, format: project.format, formatVersion: 1 }),
          here,
        );
        expect(value === null ? issues.length > 0 : readProject(writeProject(value), here).value).toEqual(
          value === null ? true : value,
        );
      }),
      { seed: 6 },
    );
  });
});
