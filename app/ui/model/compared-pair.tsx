import { useState } from 'react';
import { pairSql, readCompared, readPair } from '../../commands/read-comparison.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { DRAWN_TOTAL_NAMES } from '../../state/model-facts.ts';
import { signedFigure } from '../format/changes.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { rangeAndCertainty } from './certainty.ts';
import { ShowSql } from './show-sql.tsx';
import { SHOWN_TOTALS } from './totals-table.tsx';

/** One scenario less another: with draws a difference of its own in each of them, since both had the same chance. */
export function ComparedPair({ scenarios }: { readonly scenarios: readonly Scenario[] }) {
  const t = useText();
  const [chosen, setChosen] = useState<{ readonly one: string; readonly two: string } | null>(null);
  const has = (id: string | undefined) => id !== undefined && scenarios.some((scenario) => scenario.id === id);
  const one = has(chosen?.one) ? chosen!.one : scenarios[0]!.id;
  const others = scenarios.filter(({ id }) => id !== one);
  const two = has(chosen?.two) && chosen!.two !== one ? chosen!.two : others[0]!.id;
  const drawn = useReading(`pair ${one} ${two}`, ['scenario_draws'], 500, (database) => readPair(database, one, two));
  const single = useReading(`pair totals ${one} ${two}`, ['scenario_totals'], 500, (database) =>
    readCompared(database, [one, two]),
  );
  const title = t('compare.pair');
  const options = (list: readonly Scenario[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Section title={title} aside={<ShowSql title={title} sql={pairSql(one, two)} />}>
      <div className="corner-choices">
        <Choice
          label={t('compare.pair.one')}
          value={one}
          options={options(scenarios)}
          onChange={(id) => setChosen({ one: id, two: id === two ? one : two })}
        />
        <Choice
          label={t('compare.pair.two')}
          value={two}
          options={options(others)}
          onChange={(id) => setChosen({ one, two: id })}
        />
      </div>
      <dl className="attributes compared-pair">
        {SHOWN_TOTALS.filter((name) => DRAWN_TOTAL_NAMES.has(name)).map((name) => {
          const spread = drawn.value?.get(name);
          const a = single.value?.get(one)?.get(name);
          const b = single.value?.get(two)?.get(name);
          const difference = spread?.median ?? (a === undefined || b === undefined ? null : a.after - b.after);
          return (
            <div key={name} className="attribute">
              <dt>
                {t(`total.${name}`)} <span className="unit small muted">{t(`total.unit.${name}`)}</span>
              </dt>
              <dd>
                {difference === null ? '…' : difference === 0 ? t('compare.pair.none') : signedFigure(difference)}
                {spread === undefined ? null : <span className="certainty muted">{rangeAndCertainty(spread, t)}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="small muted">{drawn.value?.size ? t('compare.pair.note') : t('compare.pair.single')}</p>
    </Section>
  );
}
