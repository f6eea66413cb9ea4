import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { flyToStreet } from '../../commands/fly-to-street.ts';
import {
  type FigureRange,
  facadesSql,
  GROWTH_VEH_DAY,
  perimeterSql,
  readFacades,
  readPerimeter,
  type StepRanges,
} from '../../commands/read-scenario.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import type { StreetBook } from '../../core/models/scenario/street-book.ts';
import { changedStreets, rowsId } from '../../state/chosen-scenario.ts';
import { hasFacades } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { figure, relativeChange, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { type Reading, useReading } from '../use-reading.ts';
import { stretchWords } from './edit-words.ts';
import { ShowSql } from './show-sql.tsx';

const SHOWN = 5;

export interface StreetResultsProps {
  readonly readingKey: string;
  readonly book: StreetBook | null;
  readonly scenario: Scenario;
}

/** Who gains and who pays, by street; a press flies there. */
export function StreetResults({ readingKey, book, scenario }: StreetResultsProps) {
  const changed = changedStreets(scenario);
  const facades = useAppState(hasFacades);
  return (
    <>
      {facades ? <Facades readingKey={readingKey} book={book} order="ASC" /> : null}
      {facades ? <Facades readingKey={readingKey} book={book} order="DESC" /> : null}
      <Perimeter readingKey={readingKey} changed={changed} />
    </>
  );
}

function Facades({
  readingKey,
  book,
  order,
}: Omit<StreetResultsProps, 'scenario'> & { readonly order: 'ASC' | 'DESC' }) {
  const t = useText();
  const scenarioId = useAppState(rowsId);
  const measure = useAppState((state) => state.modelView.measure);
  const reading = useReading(
    `facades ${scenarioId} ${measure} ${order} ${readingKey}`,
    ['scenario_receptors'],
    500,
    (database) => readFacades(database, scenarioId, measure, order, SHOWN),
  );
  const side = order === 'ASC' ? 'better' : 'worse';
  const title = t(`results.${side}.${measure}`);
  return (
    <Section title={title} aside={<ShowSql title={title} sql={facadesSql(scenarioId, measure, order, 50)} />}>
      <RowList
        reading={reading}
        none={t(`results.${side}.none.${measure}`)}
        row={(facade) => (
          <StreetRow
            streetId={facade.streetId}
            name={facade.name}
            value={`${signedFigure(facade.change)} ${t(`results.unit.${measure}`)}`}
            note={stretchWords(facade.streetId, book, t)}
            figures={`${t('results.step', stepValues(facade.before, facade.after, facade.ranges, figure, t))} · ${t(
              'results.people',
              {
                count: Math.round(facade.people),
                people: count(Math.round(facade.people)),
              },
            )}`}
            ranges={facade.ranges}
          />
        )}
      />
    </Section>
  );
}

function Perimeter({ readingKey, changed }: { readonly readingKey: string; readonly changed: readonly string[] }) {
  const t = useText();
  const scenarioId = useAppState(rowsId);
  const reading = useReading(`perimeter ${scenarioId} ${readingKey}`, ['scenario_links'], 500, (database) =>
    readPerimeter(database, scenarioId, changed, SHOWN),
  );
  const title = changed.length === 0 ? t('results.more-traffic') : t('results.perimeter');
  return (
    <Section title={title} aside={<ShowSql title={title} sql={perimeterSql(scenarioId, changed, 50)} />}>
      <RowList
        reading={reading}
        none={t('results.perimeter.none', { vehicles: count(GROWTH_VEH_DAY) })}
        row={(street) => (
          <StreetRow
            streetId={street.streetId}
            name={street.name}
            value={relativeChange(street.vehDayBefore, street.vehDayAfter)}
            note={t('results.stretches', { count: street.stretches })}
            figures={t(
              'results.vehicles',
              stepValues(street.vehDayBefore, street.vehDayAfter, street.ranges, count, t),
            )}
            ranges={street.ranges}
          />
        )}
      />
    </Section>
  );
}

interface RowListProps<T> {
  readonly reading: Reading<readonly T[]>;
  readonly none: string;
  readonly row: (value: T) => ReactNode;
}

function RowList<T extends { readonly streetId: string }>({ reading, none, row }: RowListProps<T>) {
  const t = useText();
  if (reading.status === 'failed') {
    return (
      <Note tone="error" detail={reading.detail}>
        {t('results.failed')}
      </Note>
    );
  }
  if (reading.value === null) return <span className="skeleton" aria-busy="true" />;
  if (reading.value.length === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="nearby">
      {reading.value.map((value) => (
        <li key={value.streetId}>{row(value)}</li>
      ))}
    </ul>
  );
}

interface StreetRowProps {
  readonly streetId: string;
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly figures: string;
  readonly ranges: StepRanges | null;
}

/** `52 (44 to 61)` before and after, as values of a text. */
function stepValues(
  before: number,
  after: number,
  ranges: StepRanges | null,
  written: (value: number) => string,
  t: Translate,
): { readonly before: string; readonly after: string } {
  const of = (value: number, range: FigureRange | undefined) =>
    range === undefined
      ? written(value)
      : t('range.value', { value: written(value), low: written(range[0]), high: written(range[1]) });
  return { before: of(before, ranges?.before), after: of(after, ranges?.after) };
}

function StreetRow({ streetId, name, value, note, figures, ranges }: StreetRowProps) {
  const t = useText();
  const run = useCommand();
  return (
    <Button className="device street-row" onPress={() => run(flyToStreet, streetId)}>
      <span className="device-name ellipsis">{name}</span>
      <span className="device-value">{value}</span>
      <span className="device-kind small muted">
        {figures}
        {ranges === null ? null : (
          <span className="street-note">
            {t(ranges.isProvisional ? 'range.change.provisional' : 'results.groups.range', {
              low: signedFigure(ranges.change[0]),
              high: signedFigure(ranges.change[1]),
            })}
          </span>
        )}
        {note === '' ? null : <span className="street-note">{note}</span>}
      </span>
    </Button>
  );
}
