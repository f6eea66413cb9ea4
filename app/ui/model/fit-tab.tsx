import { Button } from 'react-aria-components';
import { calibrateRuns } from '../../commands/calibrate-runs.ts';
import { cancelFit } from '../../commands/cancel-fit.ts';
import { checkFit } from '../../commands/check-fit.ts';
import { FIT_MULTIPLIERS_SQL } from '../../commands/fit-sql.ts';
import type { ModelFit } from '../../core/models/evaluation/fit.ts';
import { mayUseFit, meetsNo2Better } from '../../state/model-fit.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count, fixed } from '../format/numbers.ts';
import { dayAndTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { FitScores } from './fit-scores.tsx';
import { FitSettings } from './fit-settings.tsx';
import { FitVerdict } from './fit-verdict.tsx';
import { ModelProgress } from './model-progress.tsx';
import { ShowSql } from './show-sql.tsx';

const MULTIPLIERS = ['emission', 'dispersion', 'background'] as const;

/** Does it fit? The models beside what the stations measured, what would make them meet better, and how they calculate. */
export function FitTab() {
  const t = useText();
  const run = useCommand();
  const { status, share, fit, missing, problem } = useAppState((state) => state.fitRun);
  return (
    <>
      <Section title={t('model.tab.fit')}>
        <p>{t('fit.intro')}</p>
        {missing === null ? null : <Note tone="info">{t(`fit.missing.${missing}`)}</Note>}
        {status === 'failed' && problem !== null ? (
          <Note tone="error" detail={problem.detail}>
            {t(`model.problem.${problem.code}`)}
          </Note>
        ) : null}
        {status === 'running' ? (
          <ModelProgress
            label={t('model.step.comparing')}
            step={t('model.step.comparing')}
            share={share}
            cancelLabel={t('fit.cancel')}
            onCancel={() => run(cancelFit)}
          />
        ) : (
          <Button className={`button${fit === null ? ' primary' : ''}`} onPress={() => run(checkFit)}>
            {t(fit === null ? 'fit.run' : 'fit.again')}
          </Button>
        )}
        {fit === null ? null : <Compared fit={fit} />}
      </Section>
      {fit === null ? null : (
        <>
          <FitScores fit={fit} />
          <Multipliers fit={fit} />
        </>
      )}
      <FitSettings />
      <p className="small muted">{t('fit.limits')}</p>
    </>
  );
}

function Compared({ fit }: { readonly fit: ModelFit }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const { fromMs, untilMs, hours, values, flaggedOut, outliers } = fit;
  return (
    <>
      <FitVerdict />
      <p className="small muted">
        {t('fit.period', {
          from: dayAndTime(fromMs, timeZone),
          until: dayAndTime(untilMs, timeZone),
          hours: count(hours),
          values: count(values),
        })}{' '}
        {t('fit.left', { flagged: count(flaggedOut), outliers: count(outliers) })}
      </p>
    </>
  );
}

function Multipliers({ fit }: { readonly fit: ModelFit }) {
  const t = useText();
  const run = useCommand();
  const mayUse = useAppState((state) => mayUseFit(state.fitRun));
  const used = useAppState((state) => state.modelSettings.calibration);
  const { multipliers, noise, separated } = fit;
  const title = t('fit.multipliers');
  if (multipliers === null) return <Note tone="info">{t('fit.no-multipliers')}</Note>;
  const isOther = used !== null && MULTIPLIERS.some((name) => used[name] !== multipliers[name]);
  return (
    <Section title={title} aside={<ShowSql title={title} sql={FIT_MULTIPLIERS_SQL} />}>
      <p>{t('fit.multipliers.about')}</p>
      <table className="table totals">
        <thead>
          <tr>
            <th scope="col">{t('fit.multiplier')}</th>
            <th scope="col" className="number">
              {t('fit.found')}
            </th>
            <th scope="col" className="number">
              {t('fit.noise')}
            </th>
          </tr>
        </thead>
        <tbody>
          {MULTIPLIERS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`fit.multiplier.${name}`)}</th>
              <td className="number">
                <strong>{fixed(multipliers[name], 2)}</strong>
              </td>
              <td className="number">
                {name === 'dispersion' && !separated ? t('fit.held') : `± ${fixed(noise[name], 2)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {separated ? null : <p className="small muted">{t('fit.not-separated')}</p>}
      {meetsNo2Better(fit) ? null : <p className="small">{t('fit.not-better')}</p>}
      <Toggle on={used !== null} disabled={!mayUse && used === null} onChange={(on) => run(calibrateRuns, on)}>
        {t('fit.use')}
      </Toggle>
      {mayUse ? null : <p className="small muted">{t('fit.too-noisy')}</p>}
      {isOther && mayUse ? (
        <p>
          <Button className="button small" onPress={() => run(calibrateRuns, true)}>
            {t('fit.use-newer')}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}
