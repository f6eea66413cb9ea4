import { describe, expect, it } from 'vitest';
import { calibrateRuns } from '../../../app/commands/calibrate-runs.ts';
import { cancelFit } from '../../../app/commands/cancel-fit.ts';
import { checkFit } from '../../../app/commands/check-fit.ts';
import { evaluateScenario } from '../../../app/commands/evaluate-scenario.ts';
import { keepFitted } from '../../../app/commands/keep-fitted.ts';
import { setModelSettings } from '../../../app/commands/set-model-settings.ts';
import type { FitMeasurements } from '../../../app/core/models/evaluation/measurements.ts';
import type { ChainSettings } from '../../../app/core/models/scenario/settings.ts';
import { QueryError } from '../../../app/core/store/database.ts';
import { failingStations, mayUseFit } from '../../../app/state/model-fit.ts';
import { MODEL_SETTINGS_KEY, savedSettings, USUAL_SETTINGS } from '../../../app/state/model-settings.ts';
import { testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';
import { FIT, fakeWhatIf } from '../../builders/what-if.ts';

const HOUR = 3_600_000;
const END = 1_730_966_400_000;
const hours = (count: number) => Array.from({ length: count }, (_, i) => i);

type Plain = Readonly<Record<string, string | number | null>>;
const tableOf = (rows: readonly Plain[]) =>
  resultTable(
    Object.keys(rows[0] ?? {}).map((name) => [name, typeof rows[0]![name] === 'string' ? 'text' : 'number']),
    rows.map((row) => Object.values(row)),
  );

/** Two stations with values of so many hours, and the weather between them. */
function measured(count: number, weather = true) {
  const row = (values: Plain) => values;
  return fakeDatabase([
    [
      /FROM sensors s\nWHERE/,
      tableOf(
        ['air-ref-01', 'air-ref-04'].map((id) =>
          row({ sensor_id: id, name: id, street_id: '', height_m: 3, centroid_lon: 2.16, centroid_lat: 41.39 }),
        ),
      ),
    ],
    [
      /Hourly values/,
      tableOf(
        hours(count).flatMap((i) =>
          ['air-ref-01', 'air-ref-04'].map((id) =>
            row({ sensor_id: id, hour_end_ms: END - i * HOUR, no2: 30, no: 10, pm10: 20, pm25: null }),
          ),
        ),
      ),
    ],
    [/keeps out/, tableOf([row({ flagged: 7 })])],
    [
      /Weather in steps/,
      tableOf(
        weather
          ? hours(count * 6).map((i) =>
              row({
                slot_ms: END - i * 600_000,
                wind_m_s: 2,
                east: -1,
                north: 0,
                temperature_c: 14,
                rain_mm_h: 0,
                gauges: 3,
              }),
            )
          : [],
      ),
    ],
  ]);
}

function hearing() {
  const asked: FitMeasurements[] = [];
  const used: ChainSettings[] = [];
  const whatIf = fakeWhatIf({
    use: (settings) => void used.push(settings),
    fit: async (measurements) => {
      asked.push(measurements);
      return FIT;
    },
  });
  return { asked, used, whatIf };
}

describe('comparing with the stations', () => {
  it('reads what was measured, asks the models and keeps what they say', async () => {
    const { asked, whatIf } = hearing();
    const app = testApp({ whatIf, database: measured(24) });
    await checkFit(app).finished;
    const [measurements] = asked;
    expect(measurements!.stations.map(({ id }) => id)).toEqual(['air-ref-01', 'air-ref-04']);
    expect(measurements!.hours[0]).toMatchObject({ station: 0, endMs: END, no2UgM3: 30, pm25UgM3: Number.NaN });
    // 10 µg/m³ of NO are as many molecules as 15.3 of NO2.
    expect(measurements!.hours[0]!.noxUgM3).toBeCloseTo(45.33, 2);
    expect(measurements!.weather[0]).toMatchObject({ fromDeg: 270, utcOffsetMs: HOUR, roofMS: 2 });
    expect(measurements).toMatchObject({ gauges: 3, flaggedOut: 7 });
    expect(app.store.getState().fitRun).toMatchObject({ status: 'done', fit: FIT, missing: null, problem: null });
  });

  it.each([
    ['no-stations', fakeDatabase()],
    ['no-stations', fakeDatabase([[/sensors/, new QueryError('catalog', 'no table sensors')]])],
    ['no-weather', measured(24, false)],
    ['too-short', measured(11)],
  ] as const)('says %s instead of a figure', async (missing, database) => {
    const { asked, whatIf } = hearing();
    const app = testApp({ whatIf, database });
    await checkFit(app).finished;
    expect(app.store.getState().fitRun).toMatchObject({ status: 'done', fit: null, missing });
    expect(asked).toEqual([]);
  });

  it('can be called off, and leaves what an earlier one said', async () => {
    const whatIf = fakeWhatIf();
    const app = testApp({ whatIf, database: measured(24) });
    await checkFit(app).finished;
    app.ports.whatIf.fit = (_, options) =>
      new Promise((_resolve, reject) => options?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const again = checkFit(app).finished;
    await new Promise((resolve) => setImmediate(resolve));
    cancelFit(app);
    await again;
    expect(app.store.getState().fitRun).toMatchObject({ status: 'done', fit: FIT, problem: null });
  });

  it('leaves out the stations that a person does not trust', async () => {
    const database = measured(24);
    const app = testApp({ database });
    await checkFit(app, ["air-ref-0'2"]).finished;
    expect(database.asked[0]).toContain("AND s.sensor_id NOT IN ('air-ref-0''2')");
    expect(app.store.getState().fitRun.without).toEqual(["air-ref-0'2"]);
  });
});

describe('a comparison that nobody asked for', () => {
  it('is made once there is a first result, and tried again while too little was measured', async () => {
    const waits: (() => void)[] = [];
    const scheduler = {
      after: (_ms: number, run: () => void) => {
        waits.push(run);
        return () => undefined;
      },
    };
    const { asked, whatIf } = hearing();
    const app = testApp({ whatIf, database: measured(3) }, { form: 'model' });
    const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
    const stop = keepFitted(app, { ...scheduler, now: () => 0 } as Parameters<typeof keepFitted>[1]);
    expect(app.store.getState().fitRun.status).toBe('idle');
    await evaluateScenario(app).finished;
    await settled();
    expect(app.store.getState().fitRun.missing).toBe('too-short');
    expect(waits).toHaveLength(1);
    app.ports.database.query = measured(24).query;
    waits[0]!();
    await settled();
    expect(asked).toHaveLength(1);
    app.store.setState({ draft: 'something else' });
    await settled();
    expect(asked).toHaveLength(1);
    stop();
  });
});

describe('a model that fails', () => {
  const fitRun = { status: 'done', share: 1, fit: FIT, missing: null, problem: null, without: [] } as const;

  it('is known by its stations, as it is run', () => {
    expect(failingStations(fitRun, false)!.map(({ id }) => id)).toEqual(['air-ref-01']);
    expect(failingStations(fitRun, true)).toEqual([]);
    expect(failingStations({ ...fitRun, fit: null }, false)).toBeNull();
  });

  it('may be calibrated only where the noise is small', () => {
    expect(mayUseFit(fitRun)).toBe(true);
    expect(mayUseFit({ ...fitRun, fit: { ...FIT, noise: { ...FIT.noise, emission: 0.31 } } })).toBe(false);
    expect(mayUseFit({ ...fitRun, fit: { ...FIT, multipliers: null } })).toBe(false);
  });
});

describe('how the models calculate', () => {
  it('is told to the models, remembered, and makes what was calculated go', async () => {
    const { used, whatIf } = hearing();
    const app = testApp({ whatIf, database: measured(24) }, { form: 'model', calculated: { baseline: 'key' } });
    await checkFit(app).finished;
    calibrateRuns(app, true);
    expect(used).toEqual([{ ...USUAL_SETTINGS, calibration: { ...FIT.multipliers, noise: FIT.noise } }]);
    expect(app.store.getState().calculated).toEqual({});
    expect(savedSettings(app.ports.settings.get)).toEqual(used[0]);
    setModelSettings(app, { crossings: 'mixed' });
    calibrateRuns(app, false);
    expect(used.at(-1)).toEqual({ ...USUAL_SETTINGS, crossings: 'mixed' });
    expect(savedSettings(() => '{broken')).toEqual(USUAL_SETTINGS);
    expect(app.ports.settings.get(MODEL_SETTINGS_KEY)).toContain('mixed');
  });

  it('is compared with the stations anew where that makes a difference', async () => {
    const { asked, whatIf } = hearing();
    const app = testApp({ whatIf, database: measured(24) }, { form: 'model' });
    await checkFit(app).finished;
    setModelSettings(app, { no2: 'romberg' });
    setModelSettings(app, { engines: 'cold' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(asked).toHaveLength(2);
  });
});
