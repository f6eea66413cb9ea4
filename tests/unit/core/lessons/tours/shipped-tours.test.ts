import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tourFiles } from '../../../../../app/cli/tour-files.ts';
import { readTour } from '../../../../../app/core/lessons/tours/read-tour.ts';
import type { TourScene } from '../../../../../app/core/lessons/tours/tour.ts';
import { languageOfFile } from '../../../../../app/core/lessons/tours/tour-index.ts';
import { shippedTourPlace } from '../../../../../app/core/twins/tour-place.ts';

const FOLDER = 'docs/tours';
const names = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const files = names.flatMap((name) =>
  readdirSync(path.join(FOLDER, name)).flatMap((file) =>
    languageOfFile(file) === null ? [] : [[name, file] as const],
  ),
);
const read = (name: string, file: string) =>
  readTour(readFileSync(path.join(FOLDER, name, file), 'utf8'), shippedTourPlace());

/** A scene without what is text in it. */
function untranslated({ scenario, sql, ...scene }: TourScene) {
  return {
    ...scene,
    scenario: scenario === null ? null : { ...scenario, name: '' },
    sql: sql?.replace(/--.*$/gm, '').trim() ?? null,
  };
}

describe('the tours that come with the page', () => {
  it.each(files)('%s/%s reads without an issue', (name, file) => {
    expect(read(name, file).issues.map(({ detail }) => detail)).toEqual([]);
  });

  it.each(files)('%s/%s does what the English one does, step by step', (name, file) => {
    const scenes = (language: string) => read(name, language).value?.steps.map(({ scene }) => untranslated(scene));
    expect(scenes(file)).toEqual(scenes('tour.en.md'));
  });

  it.each(files)('%s/%s has every part in every step', (name, file) => {
    const empty = (read(name, file).value?.steps ?? []).flatMap((step) =>
      (['text', 'strength', 'weakness', 'question', 'tryIt', 'notes'] as const)
        .filter((part) => step[part] === '')
        .map((part) => `${step.title}: ${part}`),
    );
    expect(empty).toEqual([]);
  });

  it('are listed in the index with every language', async () => {
    const index = JSON.parse((await tourFiles('.')).get('lessons/tours/index.json')!) as {
      name: string;
      languages: object;
    }[];
    expect(index.map(({ name, languages }) => [name, Object.keys(languages).sort()])).toEqual([
      ['three-forms', ['ca', 'en', 'es']],
    ]);
  });
});
