import type { DoctorReport, ReportedIssue } from '../../core/geo/doctor/report.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { FINDING_GROUPS } from './finding-groups.ts';
import { featureList } from './report-lines.ts';
import { findingOf } from './why.ts';

/** Everything that was noticed, grouped by what was done about it, with the features concerned. */
export function ImportFindings({ report }: { readonly report: DoctorReport }) {
  const t = useText();
  if (report.issues.length === 0) {
    return (
      <section className="section">
        <h3>{t('import.findings')}</h3>
        <p className="muted">{t('import.findings.none')}</p>
      </section>
    );
  }
  return (
    <section className="section">
      <h3>{t('import.findings')}</h3>
      {FINDING_GROUPS.map(({ key, weight: group }) => {
        const found = report.issues.filter(({ weight }) => weight === group);
        if (found.length === 0) return null;
        return (
          <div key={key} className="finding-group">
            <h4>
              {t(key)} <span className="muted small">{count(found.length)}</span>
            </h4>
            <ul>
              {found.map((issue) => (
                <Finding key={issue.code} issue={issue} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Finding({ issue }: { readonly issue: ReportedIssue }) {
  const t = useText();
  const { firstFeatures, positions, detail } = issue;
  const [first] = positions;
  return (
    <li className="breakable">
      {findingOf(issue, t)}
      {firstFeatures.length === 0 && first === undefined && detail === undefined ? null : (
        <details>
          <summary className="small">{t('import.where')}</summary>
          <p className="small muted">
            {firstFeatures.length === 0 ? null : <span>{featureList(firstFeatures, t)} </span>}
            {first === undefined ? null : (
              <span>
                {first.line === undefined
                  ? t('import.position.byte', { byte: count(first.byteOffset) })
                  : t('import.position.line', { line: count(first.line), column: first.column ?? 1 })}{' '}
              </span>
            )}
            {detail === undefined ? null : <span className="mono">{detail}</span>}
          </p>
        </details>
      )}
    </li>
  );
}
