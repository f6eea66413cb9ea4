import { groupsSql, NO2_LIMITS, readGroups } from '../../commands/read-scenario.ts';
import type { DrawnTotal } from '../../core/models/scenario/results.ts';
import { chosenExplored, rowsId } from '../../state/chosen-scenario.ts';
import { shownSpread } from '../../state/shown-totals.ts';
import { useAppState } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { certaintyWords } from './certainty.ts';
import { ShowSql } from './show-sql.tsx';

/** What many draws say of a group's mean, and of how many of it are above the limit of 2030. */
const DRAWN = {
  population: { mean: 'no2MeanUgM3', above: 'peopleAboveNo2' },
  children: { mean: 'childrenNo2MeanUgM3', above: 'childrenAboveNo2' },
  elderly: { mean: 'elderlyNo2MeanUgM3', above: 'elderlyAboveNo2' },
} as const;
const DRAWN_LIMIT = 20;

export interface GroupResultsProps {
  readonly readingKey: string;
  readonly hasChanges: boolean;
}

/** For whom: mean NO2 and people above each limit, for everybody, children and the elderly. */
export function GroupResults({ readingKey, hasChanges }: GroupResultsProps) {
  const t = useText();
  const scenarioId = useAppState(rowsId);
  const explored = useAppState(chosenExplored);
  const provisional = useAppState((state) => state.scenarioRun.provisional);
  const reading = useReading(`groups ${scenarioId} ${readingKey}`, ['scenario_receptors'], 500, (database) =>
    readGroups(database, scenarioId),
  );
  const title = t('results.groups');
  const step = (before: string, after: string) =>
    hasChanges && before !== after ? t('results.step', { before, after }) : after;
  const range = (name: DrawnTotal) => {
    const drawn = explored?.totals[name].change;
    if (drawn === undefined || !hasChanges) {
      const total = provisional?.[name];
      if (total === undefined) return null;
      const isPeople = name.includes('Above');
      const whole = (value: number) => (isPeople ? Math.round(value) + 0 : value);
      const { low, high } = hasChanges ? total.change : total.before;
      const written = hasChanges ? signedFigure : figure;
      return (
        <dd className="certainty muted">
          {t(hasChanges ? 'range.change.provisional' : 'range.provisional', {
            low: written(whole(low)),
            high: written(whole(high)),
          })}
        </dd>
      );
    }
    const spread = shownSpread(name, drawn);
    return (
      <dd className="certainty muted">
        {t('results.groups.range', { low: signedFigure(spread.low), high: signedFigure(spread.high) })} ·{' '}
        {certaintyWords(spread, t)}
      </dd>
    );
  };
  return (
    <Section title={title} aside={<ShowSql title={title} sql={groupsSql(scenarioId)} />}>
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('results.failed')}
        </Note>
      ) : null}
      {reading.value === null && reading.status === 'loading' ? <span className="skeleton" aria-busy="true" /> : null}
      {(reading.value ?? []).map((group) => (
        <div key={group.group} className="group">
          <h4>
            {t(`results.group.${group.group}`)} <span className="small muted">{count(group.people)}</span>
          </h4>
          <dl className="group-figures">
            <div>
              <dt className="small muted">{t('results.groups.mean')}</dt>
              <dd>{step(figure(group.no2Before), figure(group.no2After))}</dd>
              {range(DRAWN[group.group].mean)}
            </div>
            {group.above.map(({ before, after }, index) => (
              <div key={NO2_LIMITS[index]}>
                <dt className="small muted">{t(`results.above.${NO2_LIMITS[index]!}`)}</dt>
                <dd>{step(count(before), count(after))}</dd>
                {NO2_LIMITS[index] === DRAWN_LIMIT ? range(DRAWN[group.group].above) : null}
              </div>
            ))}
          </dl>
        </div>
      ))}
      <p className="small muted">{t('results.groups.legend')}</p>
    </Section>
  );
}
