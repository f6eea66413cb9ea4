/**
 * The server as one file that needs nothing but Node: `maqueta.mjs` of a release (docs/adr/0015-one-file-server.md).
 */
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build } from 'vite';

const OLDEST_NODE = [20, 19, 0];

/**
 * Runs before anything else in the file, in words that Nodes of many years read: an old one must say a sentence, not
 * trip over the syntax or the modules of a newer one. The bundle asks for Node's own modules by `require`, after this.
 */
const head = (
  version: string,
) => `/* Maqueta ${version}: \`node maqueta.mjs --help\`. Notices: third-party-notices.txt */
import { createRequire } from 'module';
import { dirname } from 'path';
import { fileURLToPath } from 'url';
const require = createRequire(import.meta.url);
const maquetaFolder = dirname(fileURLToPath(import.meta.url));
const maquetaVersion = ${JSON.stringify(version)};
{
  const needed = ${JSON.stringify(OLDEST_NODE)};
  const found = process.versions.node.split('.').map(Number);
  const i = [0, 1, 2].find((place) => found[place] !== needed[place]);
  if (i !== undefined && found[i] < needed[i]) {
    console.error(
      'Maqueta needs Node ' + needed.join('.') + ' or newer; this is ' + process.versions.node +
        '. Get one at https://nodejs.org.',
    );
    process.exit(1);
  }
}
`;

/** The text of `maqueta.mjs`. */
export async function bundleServer(root: string, version: string): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(root, 'simulators', 'server', 'release-main.ts'),
      write: false,
      // Old Nodes read this too, far enough to reach the sentence above.
      target: 'es2018',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunks = output !== undefined && 'output' in output ? output.output : [];
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error('The server did not come out as one file');
  const foreign = [...chunk.imports, ...chunk.dynamicImports].filter((name) => !isBuiltin(name));
  if (foreign.length > 0) throw new Error(`The server would need ${foreign.join(', ')} beside it`);
  return `${head(version)}(function () {\n${chunk.code}\n})();\n`;
}
