/** The plan of the house as data: who may import whom, and who owns each heavy library (docs/architecture.md). */

/** `full` imports anything exported; `types` only `import type`. */
export type Access = 'full' | 'types';

export interface Room {
  readonly name: string;
  /** Path prefix from the repository root. The longest matching prefix wins. */
  readonly path: string;
  /** Rooms it may import from, by name; its own room is always allowed. */
  readonly may: Readonly<Record<string, Access>>;
}

const full = (...names: string[]): Record<string, Access> => Object.fromEntries(names.map((name) => [name, 'full']));
const types = (...names: string[]): Record<string, Access> => Object.fromEntries(names.map((name) => [name, 'types']));

const CORE = [
  'base',
  'geo',
  'stream',
  'quality',
  'access',
  'store',
  'models',
  'privacy',
  'catalogue',
  'project',
  'twins',
  'lessons',
  'decisions',
];
const ADAPTERS = ['cesium', 'duckdb', 'mqtt', 'files', 'storage', 'workers'];
const core = CORE.map((name) => `core/${name}`);
const adapters = ADAPTERS.map((name) => `adapters/${name}`);

const coreRoom = (name: string, may: Record<string, Access>): Room => ({
  name: `core/${name}`,
  path: `app/core/${name}/`,
  may,
});

export const ROOMS: readonly Room[] = [
  coreRoom('base', {}),
  coreRoom('geo', full('core/base')),
  coreRoom('stream', full('core/base')),
  ...['quality', 'privacy', 'catalogue', 'access'].map((name) =>
    coreRoom(name, full('core/base', 'core/geo', 'core/stream')),
  ),
  coreRoom('project', { ...full('core/base', 'core/catalogue'), ...types('core/store') }),
  coreRoom('store', full('core/base', 'core/geo', 'core/stream', 'core/quality')),
  coreRoom('models', { ...full('core/base', 'core/geo'), ...types('core/stream') }),
  coreRoom('twins', { ...full('core/base', 'core/geo'), ...types('core/stream', 'core/models', 'core/store') }),
  ...['lessons', 'decisions'].map((name) =>
    coreRoom(name, {
      ...full('core/base', 'core/store', 'core/quality', 'core/privacy', 'core/access', 'core/catalogue'),
      ...types('core/models'),
    }),
  ),
  ...ADAPTERS.map((name) => ({ name: `adapters/${name}`, path: `app/adapters/${name}/`, may: full(...core) })),
  { name: 'state', path: 'app/state/', may: full(...core) },
  { name: 'commands', path: 'app/commands/', may: full(...core, 'state') },
  { name: 'ui', path: 'app/ui/', may: { ...types(...core), ...full('commands', 'state') } },
  { name: 'cli', path: 'app/cli/', may: full(...core, 'adapters/duckdb', 'adapters/mqtt', 'adapters/files') },
  {
    name: 'composition root',
    path: 'app/main.tsx',
    may: full(...core, ...adapters, 'state', 'commands', 'ui', 'simulators/embedded'),
  },
  {
    name: 'simulators/city',
    path: 'simulators/city/',
    may: full('core/base', 'core/geo', 'core/stream', 'core/models'),
  },
  {
    name: 'simulators/embedded',
    path: 'simulators/embedded/',
    may: full('simulators/city', 'core/base', 'core/stream', 'core/access'),
  },
  {
    name: 'simulators/server',
    path: 'simulators/server/',
    may: full('simulators/city', 'core/base', 'core/stream', 'core/access'),
  },
  {
    name: 'datasets',
    path: 'datasets/',
    may: full('simulators/city', 'core/base', 'core/geo', 'core/catalogue', 'core/quality', 'core/store'),
  },
];

/** A `worker.ts` is a small composition root: it may join adapters. */
export const WORKER_ROOT = /^app\/adapters\/.*\/worker\.ts$/;
export const WORKER_MAY: Readonly<Record<string, Access>> = full(...core, ...adapters);

/** Heavy library (exact name or scope with a trailing slash) → path prefixes of its owners. */
export const LIBRARY_OWNERS: Readonly<Record<string, readonly string[]>> = {
  cesium: ['app/adapters/cesium/'],
  '@cesium/': ['app/adapters/cesium/'],
  resium: ['app/adapters/cesium/'],
  '@duckdb/': ['app/adapters/duckdb/'],
  'apache-arrow': ['app/adapters/duckdb/'],
  mqtt: ['app/adapters/mqtt/', 'app/cli/', 'simulators/server/'],
  aedes: ['simulators/server/'],
  ws: ['simulators/server/'],
  react: ['app/ui/', 'app/adapters/cesium/', 'app/main.tsx'],
  'react-dom': ['app/main.tsx', 'app/ui/'],
  'react-aria-components': ['app/ui/'],
  'react-i18next': ['app/ui/'],
  i18next: ['app/ui/'],
  '@codemirror/': ['app/ui/'],
  '@observablehq/': ['app/ui/'],
  '@tanstack/': ['app/ui/'],
  'lucide-react': ['app/ui/'],
  'react-markdown': ['app/ui/'],
  'remark-gfm': ['app/ui/'],
  zustand: ['app/state/', 'app/ui/', 'app/main.tsx'],
  '@turf/': ['app/core/geo/'],
  proj4: ['app/core/geo/'],
  'h3-js': ['app/core/geo/'],
  jsts: ['app/core/geo/'],
  'geographiclib-geodesic': ['app/core/geo/'],
  flatbush: ['app/core/geo/'],
  earcut: ['app/core/geo/'],
  fflate: ['app/adapters/files/', 'app/cli/'],
  'sql.js': ['app/adapters/files/'],
  yaml: ['app/core/lessons/'],
  hyparquet: ['app/adapters/files/'],
  'hyparquet-compressors': ['app/adapters/files/'],
  '@stdlib/': ['app/core/base/'],
};

/** Folders and files that may stand at the top level. */
export const TOP_LEVEL_FOLDERS = ['app', 'datasets', 'simulators', 'docs', 'tests'];
export const TOP_LEVEL_FILES = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.core.json',
  'biome.json',
  'knip.json',
  'README.md',
  'LICENSE',
  '.npmrc',
  '.gitignore',
  '.gitattributes',
];
