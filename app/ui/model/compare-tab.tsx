import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { calculateCompared, cancelComparison, compareScenarios } from '../../commands/compare-scenarios.ts';
import { DRAWS } from '../../commands/explore-scenario.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { exploredOf, scenarioKey } from '../../state/chosen-scenario.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { ComparedPair } from './compared-pair.tsx';
import { ComparedTotalsTable } from './compared-totals.tsx';
import { ModelProgress } from './model-progress.tsx';

/** Scenarios beside each other: which ones, what they come to, and what two of them differ by. */
export function CompareTab() {
  const t = useText();
  const run = useCommand();
  const scenarios = useAppState((state) => state.scenarios);
  const comparedIds = useAppState((state) => state.comparedIds);
  const calculated = useAppState((state) => state.calculated);
  const allDrawn = useAppState((state) => comparedOf(state).every((scenario) => exploredOf(state, scenario) !== null));
  const { status, step, scenarioId, share, problem } = useAppState((state) => state.compareRun);
  const compared = comparedOf({ scenarios, comparedIds });
  const due = compared.filter((scenario) => calculated[scenario.id] !== scenarioKey(scenario));
  const dueKey = due.map(scenarioKey).join(' ');
  // Figures of every chosen scenario come by themselves, as those of the one that is looked at do.
  useEffect(() => {
    if (dueKey !== '' && status === 'idle') run(calculateCompared, false);
    // `run` is made anew at each render and does the same
  }, [dueKey, status]);
  if (scenarios.length < 2) return <p className="empty">{t('compare.scenarios.few')}</p>;
  const nameOf = (id: string | null) => scenarios.find((scenario) => scenario.id === id)?.name ?? '';
  const choose = (id: string, on: boolean) =>
    run(compareScenarios, on ? [...comparedIds, id] : comparedIds.filter((other) => other !== id));
  return (
    <>
      <Section title={t('compare.scenarios')}>
        <ul className="compare-choices">
          {scenarios.map(({ id, name }) => (
            <li key={id}>
              <Toggle on={comparedIds.includes(id)} onChange={(on) => choose(id, on)}>
                {name}
              </Toggle>
            </li>
          ))}
        </ul>
        {compared.length < 2 ? <p className="small muted">{t('compare.scenarios.choose')}</p> : null}
        {status === 'failed' && problem !== null ? (
          <>
            <Note tone="error" detail={problem.detail}>
              {t(`model.problem.${problem.code}`)}
            </Note>
            <Button className="button small" onPress={() => run(calculateCompared, false)}>
              {t('model.run')}
            </Button>
          </>
        ) : null}
        {status === 'running' ? (
          <ModelProgress
            label={t('compare.scenarios.running')}
            step={t(`compare.scenarios.${step}`, { name: nameOf(scenarioId) })}
            share={share}
            cancelLabel={t('compare.scenarios.cancel')}
            onCancel={() => run(cancelComparison)}
          />
        ) : null}
        {status === 'running' || compared.length < 2 || allDrawn ? null : (
          <Button className="button sure-run" onPress={() => run(calculateCompared, true)}>
            {t('compare.scenarios.draw', { draws: count(DRAWS) })}
          </Button>
        )}
      </Section>
      {compared.length < 2 ? null : (
        <>
          <ComparedTotalsTable scenarios={compared} />
          <ComparedPair scenarios={compared} />
        </>
      )}
    </>
  );
}

function comparedOf({
  scenarios,
  comparedIds,
}: {
  readonly scenarios: readonly Scenario[];
  readonly comparedIds: readonly string[];
}): readonly Scenario[] {
  return scenarios.filter(({ id }) => comparedIds.includes(id));
}
