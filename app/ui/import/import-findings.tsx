import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { ReportedIssue } from '../../core/geo/doctor/report.ts';
import type { Examination, FeaturePlace } from '../../core/twins/file-importer.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { FINDING_GROUPS } from './finding-groups.ts';
import { PlaceMap } from './place-map.tsx';
import { featureList } from './report-lines.ts';
import { findingOf } from './why.ts';

/** Some 400 m around a feature. */
const AROUND_DEG = 0.004;

/** Everything that was noticed, grouped by what was done about it, with the features concerned. */
export function ImportFindings({ examination }: { readonly examination: Examination }) {
  const t = useText();
  const { report } = examination;
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
                <Finding key={issue.code} issue={issue} examination={examination} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Finding({ issue, examination }: { readonly issue: ReportedIssue; readonly examination: Examination }) {
  const t = useText();
  const { firstFeatures, positions, detail } = issue;
  const [first] = positions;
  const placed = examination.named.filter(({ feature }) => firstFeatures.includes(feature));
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
          {placed.length === 0 ? null : <FindingMap placed={placed} all={firstFeatures.length} {...examination} />}
        </details>
      )}
    </li>
  );
}

interface FindingMapProps extends Pick<Examination, 'places'> {
  readonly placed: readonly FeaturePlace[];
  readonly all: number;
}

/** The features of a finding among what lies around them, each with its number. */
function FindingMap({ placed, all, places }: FindingMapProps) {
  const t = useText();
  const [isShown, setShown] = useState(false);
  const numbers = placed.map(({ feature }) => feature);
  return (
    <>
      <ToggleButton className="button small" isSelected={isShown} onChange={setShown}>
        {t('import.finding.show')}
      </ToggleButton>
      {isShown ? (
        <>
          <PlaceMap
            title={t('import.finding.map', { features: featureList(numbers, t) })}
            boxes={placed.map(({ feature, bbox }) => ({ id: `${feature}`, label: `${feature}`, bbox, chosen: true }))}
            places={places}
            leastDeg={AROUND_DEG}
          />
          {placed.length < all ? (
            <p className="small muted">{t('import.finding.without-place', { count: all - placed.length })}</p>
          ) : null}
        </>
      ) : null}
    </>
  );
}
