import { GROUPS_SQL, NO2_LIMITS, readGroups } from '../../commands/read-scenario.ts';
import { figure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { ShowSql } from './show-sql.tsx';

export interface GroupResultsProps {
  readonly readingKey: string;
  readonly hasChanges: boolean;
}

/** For whom: mean NO2 and people above each limit, for everybody, children and the elderly. */
export function GroupResults({ readingKey, hasChanges }: GroupResultsProps) {
  const t = useText();
  const reading = useReading(`groups ${readingKey}`, ['scenario_receptors'], 500, readGroups);
  const title = t('results.groups');
  const step = (before: string, after: string) =>
    hasChanges && before !== after ? t('results.step', { before, after }) : after;
  return (
    <Section title={title} aside={<ShowSql title={title} sql={GROUPS_SQL} />}>
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
            </div>
            {group.above.map(({ before, after }, index) => (
              <div key={NO2_LIMITS[index]}>
                <dt className="small muted">{t(`results.above.${NO2_LIMITS[index]!}`)}</dt>
                <dd>{step(count(before), count(after))}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <p className="small muted">{t('results.groups.legend')}</p>
    </Section>
  );
}
