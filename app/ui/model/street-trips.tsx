import { Button } from 'react-aria-components';
import { followTrips, leaveTrips } from '../../commands/follow-trips.ts';
import { openModelTab } from '../../commands/open-model-tab.ts';
import { openPlace } from '../../commands/open-place.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import type { StreetTripsSummary } from '../../core/models/scenario/what-if.ts';
import { isFollowed } from '../../state/street-trips.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { stretchWords } from './edit-words.ts';
import { ShowSql } from './show-sql.tsx';
import { StreetField } from './street-field.tsx';

const KINDS = ['through', 'inward', 'outward', 'inside'] as const;
const SHOWN = 6;

const TRIPS_SQL = `-- Trips through the chosen street in the busiest hour of a working day, by where they begin and end.
SELECT from_name, to_name, trips, round(veh_hour, 1) AS veh_hour, geom
FROM street_trips
ORDER BY veh_hour DESC`;

/** Who drives through a street: asked for by its name, answered in a table and on the map. */
export function StreetTripsSection({ book }: { readonly book: StreetBook | null }) {
  const t = useText();
  const run = useCommand();
  const { status, streetId, summary, problem } = useAppState((state) => state.streetTrips);
  const shown = useAppState(isFollowed);
  const title = t('through.title');
  return (
    <Section title={title} aside={shown ? <ShowSql title={title} sql={TRIPS_SQL} /> : undefined}>
      <p>{t('through.about')}</p>
      {book === null ? null : (
        <StreetField book={book} label={t('through.find')} onChoose={(id) => run(followTrips, id)} />
      )}
      {status === 'running' ? <p role="status">{t('through.running')}</p> : null}
      {problem === null ? null : (
        <Note tone="error" detail={problem.detail}>
          {t(`model.problem.${problem.code}`)}
        </Note>
      )}
      {status === 'done' && !shown && streetId !== null ? (
        <>
          <Note tone="info">{t('through.stale')}</Note>
          <Button className="button small" onPress={() => run(followTrips, streetId)}>
            {t('through.again')}
          </Button>
        </>
      ) : null}
      {summary !== null && shown && streetId !== null ? (
        <Trips summary={summary} streetId={streetId} book={book} />
      ) : null}
    </Section>
  );
}

interface TripsProps {
  readonly summary: StreetTripsSummary;
  readonly streetId: string;
  readonly book: StreetBook | null;
}

function Trips({ summary, streetId, book }: TripsProps) {
  const t = useText();
  const run = useCommand();
  const { vehPerHour, byKind, pairs } = summary;
  const values = {
    name: book?.names([streetId])[0] ?? streetId,
    stretch: stretchWords(streetId, book, t),
    number: count(Math.round(vehPerHour)),
  };
  const percent = (part: number) => (vehPerHour > 0 ? Math.round((part / vehPerHour) * 100) : 0);
  const place = ({ name, isGate }: { readonly name: string; readonly isGate: boolean }) =>
    isGate ? t('through.edge', { name }) : name;
  return (
    <>
      {vehPerHour < 0.5 ? (
        <p role="status">{t('through.caption.none', values)}</p>
      ) : (
        <>
          <table className="table totals">
            <caption className="small">{t('through.caption', values)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('through.kind')}</th>
                <th scope="col" className="number">
                  {t('through.vehicles')}
                </th>
                <th scope="col" className="number">
                  {t('through.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {KINDS.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{t(`through.kind.${kind}`)}</th>
                  <td className="number">{count(Math.round(byKind[kind]))}</td>
                  <td className="number">{percent(byKind[kind])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <table className="table totals">
            <caption className="small muted">{t('through.pairs')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('through.from')}</th>
                <th scope="col">{t('through.to')}</th>
                <th scope="col" className="number">
                  {t('through.vehicles')}
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.slice(0, SHOWN).map(({ from, to, vehPerHour: trips }) => (
                <tr key={`${from.crossingId} ${to.crossingId}`}>
                  <td>{place(from)}</td>
                  <td>{place(to)}</td>
                  <td className="number">{count(Math.round(trips))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Button className="button small" onPress={() => run(leaveTrips)}>
        {t('through.hide')}
      </Button>
      <p className="small muted">{t('through.limits')}</p>
    </>
  );
}

/** From a street that was picked on the map to who drives through it. */
export function AskWhoDrives({ streetId }: { readonly streetId: string }) {
  const t = useText();
  const run = useCommand();
  return (
    <Button
      className="button small"
      onPress={() => {
        run(openPlace, 'model');
        run(openModelTab, 'results');
        run(followTrips, streetId);
      }}
    >
      {t('through.title')}
    </Button>
  );
}
