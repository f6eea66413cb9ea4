import { takeColumn } from '../../commands/describe-import.ts';
import type { DoctorReport } from '../../core/geo/doctor/report.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { useImport } from './use-import.ts';

/** Rows of the list that are drawn; a file may have ten thousand columns. */
const MOST_SHOWN = 300;

/** The columns as they will be: name, what the file calls them, type, how full; each may be left out. */
export function ImportColumns({ report }: { readonly report: DoctorReport }) {
  const t = useText();
  const run = useCommand();
  const leftOut = useImport((state) => state.leftOut);
  const { columns, features } = report;
  if (columns.length === 0) return null;
  return (
    <section className="section">
      <details className="import-columns">
        <summary>
          <h3>{t('import.columns')}</h3>{' '}
          <span className="muted small">
            {t('import.columns.aside', { taken: count(columns.length - leftOut.length), all: count(columns.length) })}
          </span>
        </summary>
        <ScrollRegion label={t('import.columns')} className="import-column-list">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('import.column.take')}</th>
                <th scope="col">{t('import.column.name')}</th>
                <th scope="col">{t('import.column.source')}</th>
                <th scope="col">{t('import.column.type')}</th>
                <th scope="col" className="number">
                  {t('import.column.filled')}
                </th>
              </tr>
            </thead>
            <tbody>
              {columns.slice(0, MOST_SHOWN).map(({ name, source, type, filled, mendedNumbers }) => (
                <tr key={name}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={t('import.column.take.of', { name })}
                      checked={!leftOut.includes(name)}
                      onChange={({ target }) => run(takeColumn, name, target.checked)}
                    />
                  </td>
                  <td className="mono">{name}</td>
                  <td className="breakable">{name === source ? '' : source}</td>
                  <td>
                    {t(`import.type.${type}`)}
                    {mendedNumbers > 0 ? <span className="muted small"> {t('import.column.was-text')}</span> : null}
                  </td>
                  <td className="number">{features === null ? count(filled) : share(filled, features)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {columns.length > MOST_SHOWN ? (
            <p className="muted small">{t('import.columns.more', { count: columns.length - MOST_SHOWN })}</p>
          ) : null}
        </ScrollRegion>
      </details>
    </section>
  );
}

function share(filled: number, of: number): string {
  return of === 0 ? '0 %' : `${Math.round((100 * filled) / of)} %`;
}
