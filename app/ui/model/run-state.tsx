import { Button } from 'react-aria-components';
import { cancelEvaluation } from '../../commands/cancel-evaluation.ts';
import { evaluateScenario } from '../../commands/evaluate-scenario.ts';
import { isShown } from '../../state/chosen-scenario.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { quantity } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Headline } from './headline.tsx';
import { ModelProgress } from './model-progress.tsx';

/** How far the models are with the scenario that is looked at, and in one line what they say. */
export function RunState() {
  const t = useText();
  const run = useCommand();
  const { status, progress, problem, issues, before, partialGap } = useAppState((state) => state.scenarioRun);
  const shown = useAppState(isShown);
  return (
    <div className="run-state" aria-live="polite">
      {status === 'running' ? (
        <ModelProgress
          label={t('model.running')}
          step={t(`model.step.${progress?.step ?? 'preparing'}`)}
          share={progress?.share ?? 0}
          cancelLabel={t('model.cancel')}
          onCancel={() => run(cancelEvaluation)}
        />
      ) : null}
      {status === 'failed' && problem !== null ? (
        <Note tone="error" detail={problem.detail}>
          {t(`model.problem.${problem.code}`)}
        </Note>
      ) : null}
      {status === 'cancelled' && partialGap === null ? <Note tone="info">{t('model.cancelled')}</Note> : null}
      {status === 'failed' || status === 'cancelled' ? (
        <Button className="button small" onPress={() => run(evaluateScenario)}>
          {t('model.run')}
        </Button>
      ) : null}
      {partialGap === null ? null : (
        <Note tone="info">{t('model.partial', { gap: `${quantity(partialGap * 100)} %` })}</Note>
      )}
      {before === null ? null : <Headline stale={!shown} />}
      {shown
        ? issues.map(({ code, detail }) => (
            <Note key={`${code} ${detail}`} tone="warning" detail={detail}>
              {t.named(`model.issue.${code}`)}
            </Note>
          ))
        : null}
    </div>
  );
}
