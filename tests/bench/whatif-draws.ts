/** One worker of the benchmark `whatif`: draws as the page's own models worker makes them. */
import { parentPort, workerData } from 'node:worker_threads';
import { drawBoth } from '../../app/adapters/workers/models/draws.ts';
import { streetsInside } from '../../app/core/models/scenario/apply-edits.ts';
import { createChain } from '../../app/core/models/scenario/chain.ts';
import { CENTRAL_DRAW } from '../../app/core/models/scenario/parameters.ts';
import { buildPlace } from '../../app/core/models/scenario/place.ts';
import { shippedPlaceFiles } from '../support/shipped-place.ts';

const port = parentPort!;
const place = buildPlace(shippedPlaceFiles()).value!;
const chain = createChain(place);
const baseline = chain.prepare([]);
const inside = streetsInside(place, [
  [2.162, 41.3895],
  [2.168, 41.3895],
  [2.168, 41.3935],
  [2.162, 41.3935],
]);
const scenario = chain.prepare([{ kind: 'superblock', ...inside }]);
baseline.run(CENTRAL_DRAW);
scenario.run(CENTRAL_DRAW);

port.once('message', async () => {
  const counts = { links: place.streets.linkCount, receptors: place.receptors.length };
  await drawBoth(chain.parameters, baseline, scenario, counts, workerData, async () => true);
  port.postMessage('done');
});
port.postMessage('ready');
