import { particleLimitsSql, readParticleLimits } from '../../commands/read-particle-limits.ts';
import { GROUPS } from '../../commands/read-scenario.ts';
import { rowsId } from '../../state/chosen-scenario.ts';
import { useAppState } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { ShowSql } from './show-sql.tsx';

/** Who lives above the yearly limits for particles: each with its text and year, before and after. */
export function ParticleLimits({ readingKey }: { readonly readingKey: string }) {
  const t = useText();
  const scenarioId = useAppState(rowsId);
  const reading = useReading(`particles ${scenarioId} ${readingKey}`, ['scenario_receptors'], 500, (database) =>
    readParticleLimits(database, scenarioId),
  );
  const title = t('results.particles');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={particleLimitsSql(scenarioId)} />}>
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('results.failed')}
        </Note>
      ) : null}
      {reading.value === null ? null : (
        <table className="table totals">
          <thead>
            <tr>
              <th scope="col">{t('results.particles.above')}</th>
              {GROUPS.map((group) => (
                <th key={group} scope="col" className="number">
                  {t(`results.group.${group}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reading.value.map(({ pollutant, source, limitUgM3, people }) => (
              <tr key={`${pollutant} ${source}`}>
                <th scope="row">
                  {t(`results.particles.${pollutant}`, { limit: limitUgM3 })}{' '}
                  <span className="unit muted">{t(`results.particles.${source}`)}</span>
                </th>
                {GROUPS.map((group) => {
                  const { before, after } = people[group];
                  return (
                    <td key={group} className="number">
                      {before === after
                        ? count(after)
                        : t('results.step', { before: count(before), after: count(after) })}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="small muted">{t('results.particles.note')}</p>
    </Section>
  );
}
