import { Button } from 'react-aria-components';
import { seekExerciseRow } from '../../commands/run-exercise.ts';
import type { CheckReport, Difference } from '../../core/lessons/exercises/check-report.ts';
import type { AnswerRules } from '../../core/lessons/exercises/exercise.ts';
import type { Cell } from '../../core/store/database.ts';
import { useCommand } from '../app-context.tsx';
import { cellText } from '../format/cells.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { useLessonDesk } from './use-lessons.ts';

export interface DifferenceListProps {
  readonly report: CheckReport;
  readonly answer: AnswerRules;
}

/** The first rows that differ: which they are, and what is there beside what is expected. */
export function DifferenceList({ report, answer }: DifferenceListProps) {
  const t = useText();
  if (report.differences.length === 0) return null;
  return (
    <section className="differences">
      <h4>{t('feedback.differences')}</h4>
      <ol>
        {report.differences.map((difference, index) => (
          <li key={`${difference.type} ${difference.row} ${index}`}>
            <DifferenceView
              difference={difference}
              columns={report.columns}
              kinds={report.kinds}
              answerKey={answer.key}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DifferenceViewProps {
  readonly difference: Difference;
  readonly columns: readonly string[];
  readonly kinds: CheckReport['kinds'];
  readonly answerKey: readonly string[];
}

function DifferenceView({ difference, columns, kinds, answerKey }: DifferenceViewProps) {
  const t = useText();
  const run = useCommand();
  const table = useLessonDesk((desk) => desk.run.table);
  const { type, row, expected, found } = difference;
  const title = t(`difference.${type}`, { row: row === null ? '' : count(row + 1) });
  // A wrong row is told by its key and what is wrong in it; others by all they have.
  const isWrong = type === 'wrong';
  const listed = columns.flatMap((_name, column) => (!isWrong || difference.columns.includes(column) ? [column] : []));
  const keys = isWrong
    ? columns.flatMap((name, column) => (isKey(name, answerKey) && !listed.includes(column) ? [column] : []))
    : [];
  const isThere = row !== null && table !== null && row < table.rowCount;
  return (
    <div className={`difference ${type}`}>
      <p className="difference-head">
        <span className="difference-sign" aria-hidden="true">
          {type === 'wrong' ? '≠' : type === 'extra' ? '+' : '−'}
        </span>
        {isThere ? (
          <Button
            className="link"
            aria-label={`${title}. ${t('difference.go', { row: count(row + 1) })}`}
            onPress={() => run(seekExerciseRow, row)}
          >
            {title}
          </Button>
        ) : (
          <strong>{title}</strong>
        )}
        <span className="mono small breakable muted">
          {keys.map((column) => textOf((expected ?? found)![column] ?? null, kinds[column])).join(' · ')}
        </span>
      </p>
      <table className="difference-table">
        <thead>
          <tr>
            <th scope="col">{t('difference.column')}</th>
            {found === null ? null : <th scope="col">{t('difference.found')}</th>}
            {expected === null ? null : <th scope="col">{t('difference.expected')}</th>}
          </tr>
        </thead>
        <tbody>
          {listed.map((column) => (
            <tr key={column}>
              <th scope="row" className="mono breakable">
                {columns[column]}
              </th>
              {found === null ? null : (
                <td className="mono breakable found">{textOf(found[column] ?? null, kinds[column])}</td>
              )}
              {expected === null ? null : (
                <td className="mono breakable expected">{textOf(expected[column] ?? null, kinds[column])}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isKey(name: string, answerKey: readonly string[]): boolean {
  return answerKey.some((key) => key.toLowerCase() === name.toLowerCase());
}

function textOf(cell: Cell, kind: CheckReport['kinds'][number] | undefined): string {
  return cellText(cell, kind === 'time' && typeof cell === 'number' ? 'time' : 'other');
}
