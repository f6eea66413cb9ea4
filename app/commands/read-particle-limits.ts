import { quoteText } from '../core/base/sql-text.ts';
import { type LimitSource, yearlyLimitUgM3 } from '../core/models/exposure/limit-values.ts';
import type { Database } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';
import { GROUPS, type PeopleGroup } from './read-scenario.ts';

export const PARTICLES = ['pm25', 'pm10'] as const;
export type Particles = (typeof PARTICLES)[number];
const SOURCES = ['eu-2008', 'eu-2030', 'who-2021'] as const satisfies readonly LimitSource[];
export type ParticleSource = (typeof SOURCES)[number];

/** People of a group who live above a yearly limit, µg/m³. */
export interface AboveLimit {
  readonly pollutant: Particles;
  readonly source: ParticleSource;
  readonly limitUgM3: number;
  readonly people: Readonly<Record<PeopleGroup, { readonly before: number; readonly after: number }>>;
}

/** People above the yearly limits for particles, by group. Façades' particles are those of the single run. */
export function particleLimitsSql(scenarioId: string): string {
  const rows = PARTICLES.flatMap((pollutant) =>
    SOURCES.map((source) => {
      const limit = yearlyLimitUgM3(source, pollutant);
      const counts = GROUPS.flatMap((group) =>
        (['before', 'after'] as const).map(
          (moment) =>
            `round(coalesce(sum(${group}) FILTER (${pollutant}_${moment} > ${limit}), 0))::INTEGER AS ${group}_${moment}`,
        ),
      );
      return `SELECT '${pollutant}' AS pollutant, '${source}' AS source, ${limit} AS limit_ug_m3,\n  ${counts.join(', ')}\nFROM facades`;
    }),
  );
  return `-- People whose façade is above the yearly limits for PM2.5 and PM10, µg/m³; the single run.
WITH facades AS (SELECT * FROM scenario_receptors WHERE scenario_id = ${quoteText(scenarioId)})
${rows.join('\nUNION ALL\n')}`;
}

export async function readParticleLimits(database: Database, scenarioId: string): Promise<readonly AboveLimit[]> {
  const rows = await readRows(database, particleLimitsSql(scenarioId));
  return rows.flatMap((row) => {
    const pollutant = PARTICLES.find((name) => name === textIn(row, 'pollutant'));
    const source = SOURCES.find((name) => name === textIn(row, 'source'));
    if (pollutant === undefined || source === undefined) return [];
    const of = (group: PeopleGroup) => ({
      before: numberIn(row, `${group}_before`) ?? 0,
      after: numberIn(row, `${group}_after`) ?? 0,
    });
    const people = { population: of('population'), children: of('children'), elderly: of('elderly') };
    return [{ pollutant, source, limitUgM3: numberIn(row, 'limit_ug_m3') ?? 0, people }];
  });
}
