import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { ensureCrsDefinitions } from './app/cli/crs/ensure.ts';
import { languageNames } from './app/cli/language-names.ts';
import { BROWSER_FLAGS, findBrowser } from './tests/support/find-browser.mjs';

ensureCrsDefinitions();
const executablePath = findBrowser();
const slow = { testTimeout: 120_000, hookTimeout: 120_000 };
const node = (name: string, include: string, extra: object = {}) => ({
  plugins: [languageNames()],
  test: { name, include: [include], environment: 'node' as const, ...extra },
});

/** Found late, in a worker that is imported when it is needed, they would make the page load again in the middle of a test. */
const JSTS_PARTS = [
  'algorithm/ConvexHull',
  'algorithm/InteriorPoint',
  'geom/Coordinate',
  'geom/GeometryFactory',
  'operation/buffer/BufferOp',
  'operation/overlay/OverlayOp',
  'operation/overlay/snap/SnapIfNeededOverlayOp',
  'operation/polygonize/Polygonizer',
  'operation/relate/RelateOp',
  'operation/union/UnaryUnionOp',
  'operation/valid/IsValidOp',
].map((part) => `jsts/org/locationtech/jts/${part}.js`);

/** Lanes: each project is one kind of test; tests/run.mjs runs them all and counts. */
export default defineConfig({
  test: {
    projects: [
      node('unit', 'tests/unit/**/*.test.{ts,tsx}', { testTimeout: 30_000 }),
      node('architecture', 'tests/architecture/**/*.test.ts'),
      // Published data that lies beside the repository, where it does.
      node('reference', 'tests/reference/**/*.test.ts', slow),
      node('integration', 'tests/integration/**/*.test.ts', slow),
      {
        // Modules in a real browser, without the app around them.
        logLevel: 'error',
        optimizeDeps: {
          include: [
            'apache-arrow',
            '@duckdb/duckdb-wasm',
            'mqtt',
            'fast-check',
            'earcut',
            'fflate',
            'flatbush',
            'hyparquet',
            'hyparquet-compressors',
            'proj4',
            'sql.js',
            '@turf/turf',
            'h3-js',
            'flatbush',
            'geographiclib-geodesic',
            ...JSTS_PARTS,
            'cesium',
            'resium',
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/unit/**/*.test.{ts,tsx}'],
          ...slow,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: executablePath ?? '', args: BROWSER_FLAGS } }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
      // The whole app in a real browser, driven from Node; one browser at a time keeps two cores honest.
      node('app', 'tests/browser/app/**/*.test.ts', {
        testTimeout: 180_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
    ],
  },
});
