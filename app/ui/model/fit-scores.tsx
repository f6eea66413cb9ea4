import { Fragment, useState } from 'react';
import { checkFit } from '../../commands/check-fit.ts';
import { fitSql } from '../../commands/fit-sql.ts';
import type { FitPollutant, ModelFit, StageScores, StationFit } from '../../core/models/evaluation/fit.ts';
import { FIT_POLLUTANTS } from '../../state/model-fit.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count, fixed } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { ShowSql } from './show-sql.tsx';

const STAGES = ['before', 'after', 'leftOut'] as const;

/** Station by station: measured and modelled means, and how far apart the hours are; before, after, and by the others. */
export function FitScores({ fit }: { readonly fit: ModelFit }) {
  const t = useText();
  const [pollutant, setPollutant] = useState<FitPollutant>('no2');
  const shown = fit.pollutants.find((entry) => entry.pollutant === pollutant);
  const title = t('fit.scores');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={fitSql(pollutant)} />}>
      <Segmented
        label={t('fit.pollutant')}
        value={pollutant}
        options={FIT_POLLUTANTS.map((value) => ({ value, label: t(`fit.pollutant.${value}`) }))}
        onChange={setPollutant}
      />
      {shown === undefined || shown.overall === null ? (
        <p className="muted">{t('fit.not-measured')}</p>
      ) : (
        <table className="table totals">
          <caption className="small muted">{t('fit.scores.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('fit.station')}</th>
              <th scope="col" className="number">
                {t('fit.measured')}
              </th>
              {STAGES.map((stage) => (
                <th key={stage} scope="col" className="number">
                  {t(`fit.stage.${stage}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.stations.map((station) => (
              <StationRows key={station.id} station={station} />
            ))}
            <StationRows station={shown.overall} />
          </tbody>
        </table>
      )}
      <StationsUsed />
      <p className="small muted">{t('fit.scores.about')}</p>
    </Section>
  );
}

function StationRows({ station }: { readonly station: StationFit }) {
  const t = useText();
  const { id, name, values, observedMean, scores } = station;
  const cell = (pick: (at: StageScores) => string) =>
    STAGES.map((stage) => (
      <td key={stage} className="number">
        {scores[stage] === null ? t('fit.none') : pick(scores[stage])}
      </td>
    ));
  const details = [
    ['indicator', (at: StageScores) => fixed(at.indicator, 2)],
    ['bias', (at: StageScores) => signedFigure(at.bias)],
    ['rmse', (at: StageScores) => figure(at.rmse)],
    ['fac2', (at: StageScores) => `${Math.round(at.fac2 * 100)} %`],
  ] as const;
  return (
    <Fragment>
      <tr className="explored">
        <th scope="row">{id === '' ? t('fit.all') : name}</th>
        <td className="number">{figure(observedMean)}</td>
        {cell((at) => figure(at.modelledMean))}
      </tr>
      {details.map(([detail, pick], i) => (
        <tr key={detail} className={i < details.length - 1 ? 'explored small' : 'small'}>
          <th scope="row" className="fit-detail">
            {t(`fit.detail.${detail}`)}
          </th>
          <td className="number muted">{i === 0 ? t('fit.values', { values: count(values) }) : ''}</td>
          {cell(pick)}
        </tr>
      ))}
    </Fragment>
  );
}

/** A station that is not trusted is left out, and the comparison made anew. */
function StationsUsed() {
  const t = useText();
  const run = useCommand();
  const without = useAppState((state) => state.fitRun.without);
  const isRunning = useAppState((state) => state.fitRun.status === 'running');
  const present = useAppState((state) => state.fitRun.fit?.pollutants[0]?.stations ?? []);
  const ids = [...new Set([...present.map(({ id }) => id), ...without])].sort();
  return (
    <details className="card-tables">
      <summary className="small">{t('fit.stations')}</summary>
      <ul className="assumptions">
        {ids.map((id) => (
          <li key={id} className="small">
            <Toggle
              on={!without.includes(id)}
              disabled={isRunning}
              onChange={(on) => run(checkFit, on ? without.filter((other) => other !== id) : [...without, id])}
            >
              {present.find((station) => station.id === id)?.name ?? id}
            </Toggle>
          </li>
        ))}
      </ul>
    </details>
  );
}
