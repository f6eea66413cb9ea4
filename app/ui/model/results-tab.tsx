import type { Scenario } from '../../core/models/scenario/edits.ts';
import { hasFacades } from '../../state/own-place.ts';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { ExampleFacade } from './example-facade.tsx';
import { GroupResults } from './group-results.tsx';
import { HealthResult } from './health-result.tsx';
import { ParticleLimits } from './particle-limits.tsx';
import { StreetResults } from './street-results.tsx';
import { StreetTripsSection } from './street-trips.tsx';
import { TotalsTable } from './totals-table.tsx';
import { useStreets } from './use-streets.ts';

/** What comes of the scenario: in all, for an example, by street and by group of people. */
export function ResultsTab({ scenario }: { readonly scenario: Scenario | null }) {
  const t = useText();
  const isThere = useAppState((state) => state.scenarioRun.shownId !== null);
  const shownKey = useAppState((state) => state.scenarioRun.shownKey ?? '');
  const facades = useAppState(hasFacades);
  const isShipped = useAppState((state) => state.ownPlace.spec === null);
  const { book } = useStreets();
  const hasChanges = scenario !== null && scenario.edits.length > 0;
  if (!isThere) {
    return (
      <div className="skeleton-stack" aria-busy="true">
        <p className="muted">{t('results.loading')}</p>
        <span className="skeleton tall" />
        <span className="skeleton" />
        <span className="skeleton" />
      </div>
    );
  }
  return (
    <>
      {facades ? <ExampleFacade readingKey={shownKey} book={book} hasChanges={hasChanges} /> : null}
      <TotalsTable hasChanges={hasChanges} />
      {hasChanges ? <StreetResults readingKey={shownKey} book={book} scenario={scenario} /> : null}
      {facades ? <GroupResults readingKey={shownKey} hasChanges={hasChanges} /> : null}
      {facades ? <ParticleLimits readingKey={shownKey} /> : null}
      {hasChanges && facades ? <HealthResult /> : null}
      <StreetTripsSection book={book} />
      <p className="small muted">{t(isShipped ? 'results.modelled' : 'results.modelled.own')}</p>
    </>
  );
}
