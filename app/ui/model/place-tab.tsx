import { useState } from 'react';
import { Button } from 'react-aria-components';
import { analyseAccess } from '../../commands/analyse-access.ts';
import { analyseSun, cancelSun } from '../../commands/analyse-sun.ts';
import type { AccessSummary, SunSummary } from '../../core/models/scenario/what-if.ts';
import type { ModelProblem } from '../../state/model-state.ts';
import { hasFacades } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { count, fixed } from '../format/numbers.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { CannotTell } from './cannot-tell.tsx';
import { ModelProgress } from './model-progress.tsx';
import { ShowSql } from './show-sql.tsx';

/** Buildings coloured by what their people reach on foot: "show on map" in the query panel paints them. */
const ACCESS_SQL = `SELECT feature_id, mean_min, categories_reached
FROM walking_access
ORDER BY mean_min DESC NULLS FIRST`;

const SUN_SQL = `SELECT feature_id, round(avg(facade_high_sun_h), 2) AS sun_h, round(avg(pavement_sun_h), 2) AS pavement_sun_h,
  round(avg(sky_view), 2) AS sky_view, round(avg(heat_island_k), 2) AS heat_island_k
FROM street_sun
GROUP BY feature_id
ORDER BY sun_h`;

const DAYS = { march: Date.UTC(2024, 2, 21), june: Date.UTC(2024, 5, 21), december: Date.UTC(2024, 11, 21) } as const;
type Day = keyof typeof DAYS;

/** The place as it stands: walking access, sun, sky and heat. */
export function PlaceTab() {
  const t = useText();
  const isShipped = useAppState((state) => state.ownPlace.spec === null);
  const facades = useAppState(hasFacades);
  return (
    <>
      <p className="behind-intro">{t('place.intro')}</p>
      {isShipped ? <WalkingAccess /> : <Note tone="info">{t('own.place-tab')}</Note>}
      {facades ? <SunAndHeat /> : null}
    </>
  );
}

function Problem({ problem }: { readonly problem: ModelProblem | null }) {
  const t = useText();
  if (problem === null) return null;
  return (
    <Note tone="error" detail={problem.detail}>
      {t(`model.problem.${problem.code}`)}
    </Note>
  );
}

function WalkingAccess() {
  const t = useText();
  const run = useCommand();
  const { status, summary, problem } = useAppState((state) => state.placeAnalyses.access);
  const title = t('place.access');
  return (
    <Section title={title} aside={summary === null ? undefined : <ShowSql title={title} sql={ACCESS_SQL} />}>
      <p>{t('place.access.about')}</p>
      <Problem problem={problem} />
      {summary === null ? (
        <Button className="button" isDisabled={status === 'running'} onPress={() => run(analyseAccess)}>
          {t('place.access.run')}
        </Button>
      ) : (
        <AccessTable summary={summary} />
      )}
    </Section>
  );
}

function AccessTable({ summary }: { readonly summary: AccessSummary }) {
  const t = useText();
  const share = (value: number) => Math.round(value * 100);
  return (
    <>
      <table className="table totals">
        <caption className="small muted">
          {t('place.access.caption', { minutes: String(summary.withinMinutes) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('place.access.kind')}</th>
            <th scope="col" className="number">
              {t('place.access.everybody')}
            </th>
            <th scope="col" className="number">
              {t('place.access.elderly')}
            </th>
            <th scope="col" className="number">
              {t('place.access.straight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {summary.categories.map(({ name, coverage, elderlyCoverage, straightCoverage }) => (
            <tr key={name}>
              <th scope="row">{attributeName(name.replaceAll('-', '_'), t)}</th>
              <td className="number">{share(coverage)}</td>
              <td className="number">{share(elderlyCoverage)}</td>
              <td className="number">{share(straightCoverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">
        {t('place.access.reached', {
          mean: fixed(summary.meanReached, 1),
          kinds: summary.categories.length,
          percent: share(summary.shareReachingAll),
        })}{' '}
        {t('place.access.gini', { value: fixed(summary.gini, 2) })}{' '}
        {summary.withoutWay < 0.5
          ? null
          : t('place.access.no-way', {
              count: Math.round(summary.withoutWay),
              people: count(Math.round(summary.withoutWay)),
              percent: Math.max(1, share(summary.withoutWay / summary.people)),
            })}
      </p>
      <p className="small muted">{t('place.access.limits')}</p>
      <CannotTell model="access" />
    </>
  );
}

function SunAndHeat() {
  const t = useText();
  const run = useCommand();
  const [day, setDay] = useState<Day>('march');
  const { status, share, summary, problem } = useAppState((state) => state.placeAnalyses.sun);
  const title = t('place.sun');
  return (
    <Section title={title} aside={summary === null ? undefined : <ShowSql title={title} sql={SUN_SQL} />}>
      <p>{t('place.sun.about')}</p>
      <Segmented
        label={t('place.sun.day')}
        value={day}
        options={(Object.keys(DAYS) as Day[]).map((value) => ({ value, label: t(`place.sun.day.${value}`) }))}
        onChange={setDay}
      />
      <Problem problem={problem} />
      {status === 'running' ? (
        <ModelProgress
          label={t('place.sun.running')}
          step={t('place.sun.running')}
          share={share}
          cancelLabel={t('place.sun.cancel')}
          onCancel={() => run(cancelSun)}
        />
      ) : (
        <p>
          <Button className="button" onPress={() => run(analyseSun, DAYS[day])}>
            {t('place.sun.run')}
          </Button>
        </p>
      )}
      {summary === null ? null : <SunFigures summary={summary} />}
    </Section>
  );
}

function SunFigures({ summary }: { readonly summary: SunSummary }) {
  const t = useText();
  const day = (Object.keys(DAYS) as Day[]).find((name) => DAYS[name] === summary.dayStartMs);
  const hours = (value: number) => t('place.hours', { value: fixed(value, 1) });
  const percent = (value: number) => t('place.percent', { value: String(Math.round(value * 100)) });
  const rows = [
    ['place.sun.low', hours(summary.meanFacadeLowHours)],
    ['place.sun.high', hours(summary.meanFacadeHighHours)],
    ['place.sun.pavement', hours(summary.meanPavementHours)],
    ['place.sun.enough', percent(summary.shareWithEnoughSun)],
    ['place.sun.sky', percent(summary.meanSkyView)],
    ['place.sun.heat', t('place.kelvin', { value: fixed(summary.meanHeatIslandK, 1) })],
  ] as const;
  return (
    <>
      <table className="table totals">
        <caption className="small muted">{day === undefined ? '' : t(`place.sun.day.${day}`)}</caption>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{t(label)}</th>
              <td className="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small muted">{t('place.sun.limits')}</p>
      <CannotTell model="sun" />
    </>
  );
}
