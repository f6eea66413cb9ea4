import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ensureCrsDefinitions } from './app/cli/crs/ensure.ts';
import { guideFilesPlugin } from './app/cli/guide-files.ts';
import { languageNames } from './app/cli/language-names.ts';
import { lessonFiles } from './app/cli/lesson-files.ts';
import { policyInPage } from './app/cli/policy-in-page.ts';
import { resiumTreeShaking } from './app/cli/resium-tree-shaking.ts';
import { staticFolders } from './app/cli/static-folders.ts';
import { tourFilesPlugin } from './app/cli/tour-files.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
ensureCrsDefinitions();

/** The base is relative and every asset is fetched relative to the page, so that `dist/` works below any sub-path. */
export default defineConfig({
  root: `${root}app`,
  base: './',
  publicDir: false,
  plugins: [
    react(),
    languageNames(),
    policyInPage(),
    resiumTreeShaking(),
    staticFolders(root),
    lessonFiles(root),
    tourFilesPlugin(root),
    guideFilesPlugin(root),
  ],
  worker: { format: 'es' },
  build: {
    outDir: `${root}dist`,
    emptyOutDir: true,
    target: 'es2022',
    // Cesium and DuckDB are large by nature; `npm run bench -- start` names what they cost.
    chunkSizeWarningLimit: 6000,
  },
});
