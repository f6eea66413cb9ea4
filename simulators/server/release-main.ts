/**
 * Entry of the released server, `node maqueta.mjs`: everything beside it in one folder, nothing installed. The lines
 * above it in that file (app/cli/release-server.ts) have looked at Node's version already and say where the folder is.
 */
import path from 'node:path';
import { runServer } from './main.ts';
import { helpText } from './option-list.mjs';
import { firstWritable, statePlaces } from './state-place.ts';

/** Written into the file by the release. */
declare const maquetaFolder: string;
declare const maquetaVersion: string;

const COMMAND = 'node maqueta.mjs';

async function start(parameters: readonly string[]): Promise<void> {
  if (parameters.includes('--help')) return console.log(helpText(COMMAND));
  const places = statePlaces(maquetaFolder);
  const isNamed = parameters.some((parameter) => /^--state(=|$)/.test(parameter));
  const place = isNamed ? places[0]! : firstWritable(places);
  if (place !== places[0]) console.log(`This folder cannot be written to: the run is remembered in ${place}.`);
  await runServer(parameters, {
    distFolder: path.join(maquetaFolder, 'app'),
    datasetsFolder: path.join(maquetaFolder, 'app', 'datasets'),
    version: maquetaVersion,
    stateFile: path.join(place, 'run.json'),
    command: COMMAND,
    repair: 'Unpack the zip again.',
  });
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
