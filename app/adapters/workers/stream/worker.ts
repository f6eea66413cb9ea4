import type { IngestAnswer } from '../../../core/store/ingest-protocol.ts';
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { BROWSER, createMqttSource } from '../../mqtt/mqtt-source.ts';
import { type DatabaseLine, StreamApi } from './api.ts';
import type { PageToStream, StartStream, StreamToPage } from './codec.ts';
import { PortSource } from './port-source.ts';

const STEP_MS = 50;
const STATISTICS_MS = 500;

let api: StreamApi | null = null;
const post = (message: StreamToPage) => postMessage(message);

function lineTo(port: MessagePort): DatabaseLine {
  return {
    send: (message) =>
      port.postMessage(
        message,
        message.type === 'ingest' ? message.batches.map(({ ipc }) => ipc.buffer as ArrayBuffer) : [],
      ),
    listen: (listener) => {
      port.onmessage = ({ data }: MessageEvent<IngestAnswer>) => listener(data);
    },
  };
}

function start({ origin, databasePort, sensorIds, kept }: StartStream): void {
  const started = new StreamApi({
    source: origin.type === 'mqtt' ? createMqttSource(origin, BROWSER) : new PortSource(origin.port),
    carrier:
      origin.type === 'mqtt' ? { type: 'mqtt', address: origin.url } : { type: 'embedded', address: 'in this page' },
    database: lineTo(databasePort),
    encode: encodeColumns,
    sensorIds,
    kept,
    onFaults: (report) => post({ type: 'faults', report }),
    now: () => Date.now(),
  });
  api = started;
  started.start();
  setInterval(() => started.step(), STEP_MS);
  setInterval(
    () => post({ type: 'statistics', statistics: started.statistics(), mayRequestClock: started.mayRequestClock }),
    STATISTICS_MS,
  );
}

addEventListener('message', async ({ data }: MessageEvent<PageToStream>) => {
  switch (data.type) {
    case 'start':
      if (api === null) start(data);
      break;
    case 'database':
      api?.replaceDatabase(lineTo(data.databasePort), data.kept);
      break;
    case 'sensors':
      api?.knowSensors(data.sensorIds);
      break;
    case 'clock-request':
      post({ type: 'answer', id: data.id, accepted: (await api?.requestClock(data.request)) ?? false });
      break;
    case 'fault-request': {
      const { request } = data.request;
      const answer = await api?.requestFault(data.request);
      post({ type: 'fault-answer', answer: answer ?? { request, id: null, problem: 'no-answer', detail: '' } });
      break;
    }
    case 'stop':
      await api?.stop();
      post({ type: 'answer', id: data.id, accepted: true });
      break;
  }
});
