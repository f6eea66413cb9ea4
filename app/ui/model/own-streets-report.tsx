import { MapPin } from 'lucide-react';
import { Button } from 'react-aria-components';
import { flyToFinding, showFindings } from '../../commands/show-findings.ts';
import type { ReportPlace } from '../../core/models/own-place/network-report.ts';
import type { OwnPlaceReport } from '../../core/models/own-place/own-place.ts';
import { useCommand } from '../app-context.tsx';
import { count, fixed } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { ShowSql } from './show-sql.tsx';

/** Places shown of each kind; all of them are in the table. */
const SHOWN = 8;
const FINDINGS_SQL = `-- What to look at in the street layer, with its place and its streets.
SELECT * FROM own_findings`;
const STREETS_SQL = `-- The network that was made: one row a link, in the direction of travel.
SELECT * FROM own_streets`;

/** What became of the street layer: what it amounts to, what to look at, what had to be guessed. */
export function OwnStreetsReport({ report }: { readonly report: OwnPlaceReport }) {
  const t = useText();
  const run = useCommand();
  const { network, issues } = report;
  const km = (metres: number) => fixed(metres / 1000, metres < 10_000 ? 2 : 1);
  const facts = [
    [
      'own.report.lines',
      t('own.report.lines.value', { count: network.lines, features: count(network.features), km: km(network.linesM) }),
    ],
    [
      'own.report.links',
      t('own.report.links.value', {
        count: network.links,
        assigned: count(network.assignedLinks),
        km: km(network.assignedM),
      }),
    ],
    ['own.report.crossings', count(network.crossings)],
    [
      'own.report.parts',
      t('own.report.parts.value', { weak: count(network.weakParts), strong: count(network.strongParts) }),
    ],
    [
      'own.report.zones',
      t('own.report.zones.value', { count: report.zones, people: count(Math.round(report.people)) }),
    ],
    ['own.report.gates', count(report.gates)],
    ['own.report.trips', report.trips === null ? t('own.report.trips.modelled') : count(Math.round(report.trips))],
    ['own.report.buildings', report.hasFacades ? count(report.buildings) : t('own.report.buildings.none')],
  ] as const;
  const guesses = (['speed', 'lanes', 'class', 'direction', 'capacity', 'width'] as const).filter(
    (aspect) => network.guessed[aspect] > 0,
  );
  const findings = network.missingCrossings.count + network.otherParts.count + network.deadEnds.count;
  return (
    <>
      <Section title={t('own.report')} aside={<ShowSql title={t('own.report')} sql={STREETS_SQL} />}>
        <dl className="attributes own-facts">
          {facts.map(([label, value]) => (
            <div key={label} className="attribute">
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {issues.map(({ code, severity, detail }) => (
          <Note key={`${code} ${detail}`} tone={severity}>
            {t(`own.issue.${code}`, { detail: detail ?? '' })}
          </Note>
        ))}
        {network.leftOut.map(({ reason, count: number, ids }) => (
          <p key={reason} className="small">
            {t(`own.left-out.${reason}`, { count: number, ids: ids.join(', ') })}
          </p>
        ))}
        {network.unread.map(({ column, count: number, values }) => (
          <p key={column} className="small">
            {t('own.unread', { column, count: number, values: values.join(', ') })}
          </p>
        ))}
      </Section>
      <Section title={t('own.guessed')}>
        {guesses.length === 0 ? (
          <p className="small">{t('own.guessed.none')}</p>
        ) : (
          <ul className="own-guesses">
            {guesses.map((aspect) => (
              <li key={aspect} className="small">
                {t(`own.guessed.${aspect}`, { count: network.guessed[aspect], all: count(network.lines) })}
              </li>
            ))}
          </ul>
        )}
        <p className="small muted">{t('own.guessed.where')}</p>
      </Section>
      <Section title={t('own.findings')} aside={<ShowSql title={t('own.findings')} sql={FINDINGS_SQL} />}>
        {findings === 0 ? <p className="small">{t('own.findings.none')}</p> : null}
        {findings === 0 || !report.isUsable ? null : (
          <Button className="button small" onPress={() => run(showFindings)}>
            <MapPin className="icon" aria-hidden="true" />
            {t('own.findings.show')}
          </Button>
        )}
        <Findings
          title={t('own.missing', { count: network.missingCrossings.count })}
          about={t(network.missingCrossings.joined ? 'own.missing.joined' : 'own.missing.about')}
          places={network.missingCrossings.places}
          total={network.missingCrossings.count}
        />
        {network.overpasses > 0 ? (
          <p className="small muted">{t('own.overpasses', { count: network.overpasses })}</p>
        ) : null}
        <Findings
          title={t('own.parts', { count: network.otherParts.count })}
          about={t('own.parts.about')}
          places={network.otherParts.places}
          total={network.otherParts.count}
          aside={(index) => {
            const part = network.otherParts.places[index]!;
            return t(`own.part.${part.kind}`, { count: part.links, km: km(part.lengthM) });
          }}
        />
        <Findings
          title={t('own.dead-ends', { count: network.deadEnds.count })}
          about={t('own.dead-ends.about')}
          places={network.deadEnds.places}
          total={network.deadEnds.count}
        />
      </Section>
    </>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly about: string;
  readonly places: readonly ReportPlace[];
  readonly total: number;
  readonly aside?: (index: number) => string;
}

function Findings({ title, about, places, total, aside }: FindingsProps) {
  const t = useText();
  const run = useCommand();
  if (total === 0) return null;
  return (
    <details className="card-tables" open>
      <summary className="small">{title}</summary>
      <p className="small muted">{about}</p>
      <ul className="nearby">
        {places.slice(0, SHOWN).map((place, index) => (
          <li key={`${place.lon} ${place.lat}`}>
            <Button className="device street-row" onPress={() => run(flyToFinding, place)}>
              <span className="device-name">{wordsOf(place)}</span>
              {aside === undefined ? null : <span className="device-kind small muted">{aside(index)}</span>}
            </Button>
          </li>
        ))}
      </ul>
      {total > SHOWN ? <p className="small muted">{t('own.findings.more', { count: total - SHOWN })}</p> : null}
    </details>
  );
}

/** Names where there are any, else the layer's own ids. */
function wordsOf({ names, streetIds }: ReportPlace): string {
  const known = [...new Set(names.filter((name) => name !== ''))];
  return (known.length > 0 ? known : streetIds).slice(0, 3).join(' · ');
}
