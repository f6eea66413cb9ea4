import { Button } from 'react-aria-components';
import { openModelTab } from '../../commands/open-model-tab.ts';
import { openPlace } from '../../commands/open-place.ts';
import type { StationFit } from '../../core/models/evaluation/fit.ts';
import { failingStations } from '../../state/model-fit.ts';
import { isUnusual, unusualSettings } from '../../state/model-settings.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure } from '../format/changes.ts';
import { fixed } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

/** A station's name, its indicator and what is wrong there, in a few words. */
function reasonOf(station: StationFit, calibrated: boolean, t: Translate): string {
  const scores = station.scores[calibrated ? 'after' : 'before'];
  if (scores === null) return station.name;
  const { bias, rmse, indicator } = scores;
  // Where the bias is the smaller part of the error, the hours scatter rather than lie to one side.
  const why = Math.abs(bias) < rmse / 2 ? 'scatters' : bias > 0 ? 'high' : 'low';
  return t(`fit.reason.${why}`, {
    name: station.name === '' ? station.id : station.name,
    indicator: fixed(indicator, 1),
    size: figure(why === 'scatters' ? rmse : Math.abs(bias)),
  });
}

/** Whether the model of NO2, as it is run now, meets the stations; where it does not, at which and why. */
export function FitVerdict() {
  const t = useText();
  const calibrated = useAppState((state) => state.modelSettings.calibration !== null);
  const fitRun = useAppState((state) => state.fitRun);
  const failing = failingStations(fitRun, calibrated);
  if (failing === null) return null;
  if (failing.length === 0) return <Note tone="info">{t(calibrated ? 'fit.meets.calibrated' : 'fit.meets')}</Note>;
  return (
    <Note tone="warning">
      <p>{t(calibrated ? 'fit.fails.calibrated' : 'fit.fails')}</p>
      <ul className="fit-reasons">
        {failing.map((station) => (
          <li key={station.id}>{reasonOf(station, calibrated, t)}</li>
        ))}
      </ul>
    </Note>
  );
}

/** Beside results of the models, on the map and in the sheet: a model that fails says so, and how it was calculated. */
export function FitNotice() {
  const t = useText();
  const run = useCommand();
  const settings = useAppState((state) => state.modelSettings);
  const fitRun = useAppState((state) => state.fitRun);
  const failing = failingStations(fitRun, settings.calibration !== null);
  const fails = failing !== null && failing.length > 0;
  if (!fails && !isUnusual(settings)) return null;
  return (
    <div className="fit-notice">
      {fails ? <FitVerdict /> : null}
      {isUnusual(settings) ? (
        <p className="small">
          {t('fit.calculated', {
            how: unusualSettings(settings)
              .map((name) => t(`fit.how.${name}`))
              .join(', '),
          })}
        </p>
      ) : null}
      <Button
        className="button quiet small"
        onPress={() => {
          run(openPlace, 'model');
          run(openModelTab, 'fit');
        }}
      >
        {t('fit.open')}
      </Button>
    </div>
  );
}
