import { Button } from 'react-aria-components';
import { cancelExploration } from '../../commands/cancel-exploration.ts';
import { DRAWS, exploreScenario } from '../../commands/explore-scenario.ts';
import { INTERVALS_SQL } from '../../commands/read-scenario.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { scenarioKey } from '../../state/chosen-scenario.ts';
import type { ExploreRun } from '../../state/model-state.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { signedFigure } from '../format/changes.ts';
import { count, duration } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { IntervalBars } from './interval-bars.tsx';
import { ModelProgress } from './model-progress.tsx';
import { ShowSql } from './show-sql.tsx';
import { TornadoBars } from './tornado-bars.tsx';

/** How sure are we? Many draws of what is not known, their ranges, and which unknown matters most. */
export function SureTab({ scenario }: { readonly scenario: Scenario | null }) {
  const t = useText();
  const run = useCommand();
  const { status, key, share, draws, totals, tornado, evaporation, elapsedMs, problem } = useAppState(
    (state) => state.exploreRun,
  );
  if (scenario === null || scenario.edits.length === 0) return <p className="empty">{t('sure.baseline')}</p>;
  const isCurrent = key === scenarioKey(scenario);
  const isStale = status === 'done' && !isCurrent;
  const barsTitle = t('sure.bars');
  return (
    <>
      <Section title={t('model.tab.sure')}>
        <p>{t('sure.intro', { draws: count(DRAWS) })}</p>
        {isStale ? <Note tone="info">{t('sure.stale')}</Note> : null}
        {status === 'failed' && problem !== null ? (
          <Note tone="error" detail={problem.detail}>
            {t(`model.problem.${problem.code}`)}
          </Note>
        ) : null}
        {status === 'running' ? (
          <ModelProgress
            label={t('model.step.exploring')}
            step={t('sure.running', { done: count(Math.round(share * draws)), draws: count(draws) })}
            share={share}
            cancelLabel={t('sure.cancel')}
            onCancel={() => run(cancelExploration)}
          />
        ) : (
          <Button
            className={`button${status === 'done' && isCurrent ? '' : ' primary'} sure-run`}
            onPress={() => run(exploreScenario)}
          >
            {status === 'done' && isCurrent ? t('sure.again') : t('sure.run', { draws: count(DRAWS) })}
          </Button>
        )}
      </Section>
      {status === 'done' && isCurrent && totals !== null ? (
        <>
          <Section title={barsTitle} aside={<ShowSql title={barsTitle} sql={INTERVALS_SQL} />}>
            <IntervalBars totals={totals} />
            <p className="small muted">{t('sure.bars.note', { draws: count(draws), time: duration(elapsedMs) })}</p>
          </Section>
          {evaporation.length === 0 ? null : <Evaporation evaporation={evaporation} />}
          <Section title={t('sure.tornado')}>
            <TornadoBars bars={tornado} />
            <p className="small muted">{t('sure.tornado.note')}</p>
          </Section>
        </>
      ) : null}
    </>
  );
}

/** The one number that is a choice and no draw: what the difference would be for each answer to it. */
function Evaporation({ evaporation }: Pick<ExploreRun, 'evaporation'>) {
  const t = useText();
  return (
    <Section title={t('sure.evaporation')}>
      <dl className="attributes">
        {evaporation.map(({ share, no2MeanChangeUgM3 }) => (
          <div key={share} className="attribute">
            <dt>{t('sure.evaporation.share', { percent: Math.round(share * 100) })}</dt>
            <dd>{signedFigure(no2MeanChangeUgM3)} µg/m³</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{t('sure.evaporation.note')}</p>
    </Section>
  );
}
