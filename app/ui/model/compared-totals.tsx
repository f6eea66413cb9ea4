import { Button } from 'react-aria-components';
import { chooseScenario } from '../../commands/choose-scenario.ts';
import { type ComparedTotal, comparedSql, readCompared } from '../../commands/read-comparison.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { changeWords } from './certainty.ts';
import { ShowSql } from './show-sql.tsx';
import { SHOWN_TOTALS } from './totals-table.tsx';

/** A column a scenario, each against the same baseline; which one is on the map, and a press to put another one there. */
export function ComparedTotalsTable({ scenarios }: { readonly scenarios: readonly Scenario[] }) {
  const t = useText();
  const run = useCommand();
  const shownId = useAppState((state) => state.scenarioId);
  const ids = scenarios.map(({ id }) => id);
  const reading = useReading(`compared ${ids.join(' ')}`, ['scenario_totals'], 500, (database) =>
    readCompared(database, ids),
  );
  const title = t('compare.scenarios.totals');
  const rows = reading.value;
  const first = rows === null ? undefined : ids.map((id) => rows.get(id)).find((totals) => totals !== undefined);
  return (
    <Section title={title} aside={<ShowSql title={title} sql={comparedSql(ids)} />}>
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('results.failed')}
        </Note>
      ) : null}
      {first === undefined ? (
        <span className="skeleton tall" aria-busy="true" />
      ) : (
        <ScrollRegion label={title} className="compared">
          <table className="table totals">
            <thead>
              <tr>
                <th scope="col" className="number">
                  {t('results.baseline')}
                </th>
                {scenarios.map(({ id, name }) => (
                  <th scope="col" key={id} className="number compared-name">
                    {name}
                    {id === shownId ? (
                      <span className="badge">{t('compare.scenarios.on-map')}</span>
                    ) : (
                      <Button
                        className="button small quiet"
                        aria-label={t('compare.scenarios.show-named', { name })}
                        onPress={() => run(chooseScenario, id)}
                      >
                        {t('compare.scenarios.show')}
                      </Button>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            {/* The name of a figure has a line of its own: beside its numbers three columns would not fit into the sheet. */}
            {SHOWN_TOTALS.map((name) => (
              <tbody key={name}>
                <tr>
                  <th scope="rowgroup" className="compared-figure" colSpan={scenarios.length + 1}>
                    {t(`total.${name}`)} <span className="muted">{t(`total.unit.${name}`)}</span>
                  </th>
                </tr>
                <tr>
                  <td className="number">{figure(first.get(name)?.before ?? 0)}</td>
                  {scenarios.map(({ id }) => {
                    const total = rows?.get(id)?.get(name);
                    return total === undefined ? (
                      <td key={id} className="number muted">
                        …
                      </td>
                    ) : (
                      <td key={id} className="number">
                        {figure(total.after)}
                        <strong className="relative">{changeWords(total.change, t)}</strong>
                        <ComparedRange total={total} />
                      </td>
                    );
                  })}
                </tr>
              </tbody>
            ))}
          </table>
        </ScrollRegion>
      )}
      <p className="small muted">{t('compare.scenarios.note')}</p>
    </Section>
  );
}

/** Range and sign in few words: a column is narrow. */
function ComparedRange({ total: { spread, range } }: { readonly total: ComparedTotal }) {
  const t = useText();
  if (range === null || (range.low === 0 && range.high === 0)) return null;
  const { low, high } = range;
  if (spread === null) {
    return (
      <span className="certainty muted">
        {t('range.provisional', { low: signedFigure(low), high: signedFigure(high) })}
      </span>
    );
  }
  const { lower, higher } = spread;
  const draws = count(spread.draws);
  return (
    <span className="certainty muted">
      {t('results.interval', { low: signedFigure(low), high: signedFigure(high) })}
      <span className="certainty">
        {higher > lower
          ? t('compare.scenarios.higher', { higher: count(higher), draws })
          : t('compare.scenarios.lower', { lower: count(lower), draws })}
      </span>
    </span>
  );
}
