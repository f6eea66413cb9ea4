import { useState } from 'react';
import { Button } from 'react-aria-components';
import { cancelExploration } from '../../commands/cancel-exploration.ts';
import { DRAWS, exploreScenario } from '../../commands/explore-scenario.ts';
import { intervalsSql } from '../../commands/read-scenario.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { chosenExplored } from '../../state/chosen-scenario.ts';
import { TORNADO_OUTCOMES } from '../../state/model-facts.ts';
import type { Explored } from '../../state/model-state.ts';
import { hasFacades, TRAFFIC_TOTALS } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count, duration } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
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
  const { status, share, draws, problem } = useAppState((state) => state.exploreRun);
  const explored = useAppState(chosenExplored);
  const facades = useAppState(hasFacades);
  const wasExplored = useAppState((state) => state.explored[scenario?.id ?? ''] !== undefined);
  if (scenario === null || scenario.edits.length === 0) return <p className="empty">{t('sure.baseline')}</p>;
  const barsTitle = t('sure.bars');
  return (
    <>
      <Section title={t('model.tab.sure')}>
        <p>{t('sure.intro', { draws: count(DRAWS) })}</p>
        {explored === null && wasExplored ? <Note tone="info">{t('sure.stale')}</Note> : null}
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
            className={`button${explored === null ? ' primary' : ''} sure-run`}
            onPress={() => run(exploreScenario)}
          >
            {explored === null ? t('sure.run', { draws: count(DRAWS) }) : t('sure.again')}
          </Button>
        )}
      </Section>
      {explored === null ? null : (
        <>
          <Section title={barsTitle} aside={<ShowSql title={barsTitle} sql={intervalsSql(scenario.id)} />}>
            <IntervalBars totals={explored.totals} />
            <p className="small muted">
              {t('sure.bars.note', { draws: count(explored.draws), time: duration(explored.elapsedMs) })}
            </p>
          </Section>
          {facades ? <Structure structure={explored.structure} /> : null}
          {explored.evaporation.length === 0 || !facades ? null : <Evaporation evaporation={explored.evaporation} />}
          <Tornado tornado={explored.tornado} facades={facades} />
        </>
      )}
    </>
  );
}

/** Which unknown matters most, for the outcome that is chosen. */
function Tornado({ tornado, facades }: Pick<Explored, 'tornado'> & { readonly facades: boolean }) {
  const t = useText();
  const outcomes = TORNADO_OUTCOMES.filter((name) => facades || TRAFFIC_TOTALS.has(name));
  const [chosen, setChosen] = useState('');
  const outcome = outcomes.find((name) => name === chosen) ?? outcomes[0]!;
  return (
    <Section title={t('sure.tornado')}>
      <Choice
        label={t('sure.tornado.outcome')}
        value={outcome}
        options={outcomes.map((name) => ({ value: name, label: t(`sure.outcome.${name}`) }))}
        onChange={setChosen}
      />
      <TornadoBars bars={tornado[outcome]} />
      <p className="small muted">{t('sure.tornado.note')}</p>
    </Section>
  );
}

/** Which street model is right nobody knows: what each of the three says, all else the same. */
function Structure({ structure }: Pick<Explored, 'structure'>) {
  const t = useText();
  return (
    <Section title={t('sure.structure')}>
      <dl className="attributes">
        {structure.map(({ model, no2BeforeUgM3, no2AfterUgM3 }) => (
          <div key={model} className="attribute">
            <dt>{t(`sure.structure.${model}`)}</dt>
            <dd>
              {t('sure.structure.step', {
                before: figure(no2BeforeUgM3),
                after: figure(no2AfterUgM3),
                change: signedFigure(no2AfterUgM3 - no2BeforeUgM3),
              })}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{t('sure.structure.note')}</p>
    </Section>
  );
}

/** The one number that is a choice and no draw: what the difference would be for each answer to it. */
function Evaporation({ evaporation }: Pick<Explored, 'evaporation'>) {
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
