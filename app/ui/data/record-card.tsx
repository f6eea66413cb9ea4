import type { DatasetManifest, RecordFile } from '../../core/catalogue/dataset-manifest.ts';
import { byteSize, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

export interface RecordCardProps {
  readonly file: RecordFile;
  readonly dataset: DatasetManifest;
}

/** What a register is, whom it covers, what is known to be wrong with it, and what one owes the people in it. */
export function RecordCard({ file, dataset }: RecordCardProps) {
  const t = useText();
  const personal = !dataset.synthetic
    ? 'registers.personal'
    : file.role === 'trace'
      ? 'registers.invented.trace'
      : 'registers.invented';
  return (
    <div className="card small">
      <p>
        {file.about} {dataset.synthetic ? <span className="badge warn">{t('data.synthetic')}</span> : null}
      </p>
      {file.personal ? <Note tone="info">{t(personal)}</Note> : null}
      <dl className="card-facts">
        <dt>{t('registers.table')}</dt>
        <dd className="mono">{file.table}</dd>
        <dt>{t('registers.rows')}</dt>
        <dd>{count(file.rows)}</dd>
        <dt>{t('registers.covers')}</dt>
        <dd>{file.coverage}</dd>
        <dt>{t('data.version')}</dt>
        <dd>{dataset.version}</dd>
        <dt>{t('data.licence')}</dt>
        <dd>{dataset.licence}</dd>
        <dt>{t('registers.file')}</dt>
        <dd>{t('registers.file.value', { bytes: byteSize(file.bytes), encoding: file.encoding.toUpperCase() })}</dd>
      </dl>
      {file.knownProblems.length === 0 ? null : (
        <>
          <h5 className="record-problems">{t('registers.problems')}</h5>
          <ul className="record-problem-list small">
            {file.knownProblems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      <details className="card-tables">
        <summary className="small">{t('registers.columns', { count: file.columns.length })}</summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('registers.column')}</th>
              <th scope="col">{t('registers.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map((column) => (
              <tr key={column.name}>
                <td className="mono">{column.name}</td>
                <td>{column.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
