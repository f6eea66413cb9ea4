import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TOP_LEVEL_FILES, TOP_LEVEL_FOLDERS } from './house-plan.ts';
import { importsOf, violationsOf } from './imports.ts';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '');
const sources = tracked.filter((path) => /^(app|simulators|datasets)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
const read = (path: string) => readFileSync(path, 'utf8');

/** Files that the algorithm they hold keeps longer than 400 lines. */
const LONG_FILES: readonly string[] = [];

describe('the house plan', () => {
  it('is kept by every import in the house', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap((path) => violationsOf(path, read(path)))).toEqual([]);
  });

  it.each([
    ['app/core/base/a.ts', "import { x } from '../geo/x.ts';", 'may not import core/geo'],
    ['app/core/twins/a.ts', "import { x } from '../store/x.ts';", 'only types of core/store'],
    ['app/core/twins/a.ts', "import { type X, y } from '../store/x.ts';", 'only types of core/store'],
    ['app/core/geo/a.ts', "import * as cesium from 'cesium';", 'belongs to app/adapters/cesium/'],
    [
      'app/core/stream/a.ts',
      "import booleanPointInPolygon from '@turf/boolean-point-in-polygon';",
      'belongs to app/core/geo/',
    ],
    ['app/adapters/mqtt/a.ts', "export { x } from '../duckdb/x.ts';", 'may not import adapters/duckdb'],
    ['app/ui/a.tsx', "const x = await import('../adapters/duckdb/x.ts');", 'may not import adapters/duckdb'],
    [
      'app/adapters/mqtt/client.ts',
      "new Worker(new URL('../duckdb/worker.ts', import.meta.url));",
      'may not import adapters/duckdb',
    ],
    ['app/ui/a.tsx', "import { colourOf } from '../core/twins/colour-rules.ts';", 'only types of core/twins'],
    [
      'simulators/city/a.ts',
      "import { mayPublish } from '../../app/core/access/topics.ts';",
      'may not import core/access',
    ],
    ['app/elsewhere/a.ts', '', 'stands in no room'],
  ])('would catch a violation planted in %s: %s', (path, source, message) => {
    expect(violationsOf(path, source).join('\n')).toContain(message);
  });

  it('lets the allowed imports pass', () => {
    expect(violationsOf('app/core/twins/a.ts', "import type { Database } from '../store/database.ts';")).toEqual([]);
    expect(violationsOf('app/core/twins/a.ts', "import { type A, type B } from '../store/database.ts';")).toEqual([]);
    expect(violationsOf('app/adapters/workers/stream/worker.ts', "import { x } from '../../mqtt/x.ts';")).toEqual([]);
    expect(violationsOf('app/core/geo/a.ts', "// import { x } from 'cesium';\nimport proj4 from 'proj4';")).toEqual([]);
  });

  it('reads multi-line imports as one', () => {
    expect(importsOf("import {\n  a,\n  b,\n} from './c.ts';\nimport './d.css';")).toEqual([
      { specifier: './c.ts', typeOnly: false },
      { specifier: './d.css', typeOnly: false },
    ]);
  });
});

describe('the house rules', () => {
  it('keep the top level to the folders and files of the plan', () => {
    const stray = tracked.filter((path) => {
      const [first] = path.split('/');
      return path.includes('/') ? ![...TOP_LEVEL_FOLDERS, '.ci'].includes(first!) : !TOP_LEVEL_FILES.includes(path);
    });
    expect(stray).toEqual([]);
  });

  it('keep core and the city free of wall time and unseeded chance', () => {
    const impure = sources
      .filter((path) => path.startsWith('app/core/') || path.startsWith('simulators/city/'))
      .filter((path) =>
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bsetTimeout\(|\bfetch\(/.test(read(path)),
      );
    expect(impure).toEqual([]);
  });

  it('keep functions that differ between engines out of whatever must be reproduced to the byte', () => {
    const inexact = sources
      .filter(
        (path) =>
          path.startsWith('simulators/city/') ||
          path.startsWith('app/core/models/') ||
          path.startsWith('app/core/base/'),
      )
      .filter((path) =>
        /\bMath\.(a?sinh?|a?cosh?|a?tanh?|atan2|exp|expm1|log|log2|log10|log1p|pow|hypot|cbrt)\b|[^*/\s]\s*\*\*\s*[^*/\s]/.test(
          read(path)
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/\/\/.*$/gm, ''),
        ),
      );
    expect(inexact).toEqual([]);
  });

  it('name files in kebab-case', () => {
    const odd = sources.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(path.split('/').at(-1)!));
    expect(odd).toEqual([]);
  });

  it('split files before 400 lines', () => {
    const long = sources.filter((path) => !LONG_FILES.includes(path) && read(path).split('\n').length > 401);
    expect(long).toEqual([]);
  });

  it('never turn a string of data into HTML or code', () => {
    const unsafe = sources.filter((path) =>
      /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/.test(
        read(path),
      ),
    );
    expect(unsafe).toEqual([]);
  });
});
