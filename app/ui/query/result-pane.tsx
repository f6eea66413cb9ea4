import { useState } from 'react';
import { useApp, useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { QueryProblemNote } from './query-problem-note.tsx';
import { ResultBar, type ResultView } from './result-bar.tsx';
import { ResultChart } from './result-chart.tsx';
import { ResultFacts } from './result-facts.tsx';
import { ResultGrid } from './result-grid.tsx';

/** The answer: as a table or a chart; before the first question, how to ask one. */
export function ResultPane() {
  const t = useText();
  const { results } = useApp();
  const query = useAppState((state) => state.query);
  const [view, setView] = useState<ResultView>('table');
  const table = results.version === query.resultVersion ? results.table : null;
  const shown = query.status === 'failed' ? null : table;
  const waiting = query.status === 'running' && !query.live;
  return (
    <div className="dock-result" aria-busy={query.status === 'running'} data-result-version={query.resultVersion}>
      <ResultBar table={waiting ? null : shown} view={view} onView={setView} />
      {query.status === 'failed' && query.error !== null ? <QueryProblemNote problem={query.error} /> : null}
      {waiting ? <RunningSkeleton /> : null}
      {query.status === 'idle' && table === null ? (
        <div className="empty result-empty">
          <p>{t('result.empty')}</p>
          <p className="small">{t('result.empty.hint')}</p>
        </div>
      ) : null}
      {shown === null || waiting ? null : view === 'table' ? (
        <ResultGrid table={shown} />
      ) : (
        <ResultChart table={shown} />
      )}
      {shown === null || waiting ? null : <ResultFacts table={shown} />}
    </div>
  );
}

function RunningSkeleton() {
  const t = useText();
  return (
    <div className="skeleton-stack result-skeleton" role="status" aria-label={t('result.running')}>
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  );
}
