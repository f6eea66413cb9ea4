import { useMemo } from 'react';
import type { CheckReport } from '../../core/lessons/exercises/check-report.ts';
import type { Cell, ResultTable } from '../../core/store/database.ts';
import { useText } from '../i18n/text.ts';
import { QueryProblemNote } from '../query/query-problem-note.tsx';
import { ResultFacts } from '../query/result-facts.tsx';
import { ResultGrid, type RowMark } from '../query/result-grid.tsx';
import { LookField } from './look-field.tsx';
import { useLessonDesk } from './use-lessons.ts';

const TIME_LIMIT_MS = 20_000;

/** The rows of the last run; where a check found some of them wrong, they are marked in place. */
export function ExerciseResult() {
  const t = useText();
  const opened = useLessonDesk((desk) => desk.opened);
  const run = useLessonDesk((desk) => desk.run);
  const report = useLessonDesk((desk) => (desk.check.text === desk.run.text ? desk.check.report : null));
  const sought = useLessonDesk((desk) => desk.sought);
  const kind = opened?.exercise.answer.kind;
  const { table } = run;
  const marks = useMemo(
    () => (table === null || report === null || !run.isWhole ? undefined : marksOf(report, table)),
    [table, report, run.isWhole],
  );
  const isRunning = run.status === 'running';
  return (
    <div className="dock-result" aria-busy={isRunning} data-result-version={run.version}>
      <div className="result-bar exercise-result-bar">
        <strong className="small ellipsis">
          {kind === 'script' && run.isWhole && table !== null
            ? t('lesson.result.asked')
            : kind === 'filters' && run.isWhole
              ? t('lesson.result.matched')
              : t('lesson.rows')}
        </strong>
        <span className="result-gap" />
        {kind === 'filters' ? <LookField /> : null}
      </div>
      {run.status === 'failed' && run.error !== null ? (
        <QueryProblemNote problem={run.error} text={`${' '.repeat(run.offset)}${run.text}`} limitMs={TIME_LIMIT_MS} />
      ) : null}
      {isRunning && table === null ? (
        <div className="skeleton-stack result-skeleton" role="status" aria-label={t('lesson.running')}>
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ) : null}
      {run.status === 'idle' && table === null ? (
        <div className="empty result-empty">
          <p>{t('lesson.result.none')}</p>
          <p className="small">{t('lesson.result.keys')}</p>
        </div>
      ) : null}
      {table === null || run.status === 'failed' ? null : (
        <>
          <ResultGrid table={table} sought={sought} {...(marks === undefined ? {} : { marks })} />
          <ResultFacts table={table} />
        </>
      )}
    </div>
  );
}

/** By row of the result: what the check says of it. */
function marksOf(report: CheckReport, table: ResultTable): ReadonlyMap<number, RowMark> {
  const names = table.columns.map(({ name }) => name.toLowerCase());
  const marks = new Map<number, RowMark>();
  for (const { type, row, expected, columns } of report.differences) {
    if (row === null || row >= table.rowCount || type === 'missing') continue;
    const cells = new Map<number, Cell>();
    for (const column of columns) {
      const at = names.indexOf((report.columns[column] ?? '').toLowerCase());
      if (at >= 0 && expected !== null) cells.set(at, expected[column] ?? null);
    }
    marks.set(row, { isExtra: type === 'extra', expected: cells });
  }
  return marks;
}
