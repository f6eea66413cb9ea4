import {
  type FacadeFigure,
  type FigureRange,
  readNearestSide,
  readSides,
  type StepRanges,
} from '../../commands/read-scenario.ts';
import { chosenScenario, rowsId } from '../../state/chosen-scenario.ts';
import { useAppState } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { AskWhoDrives } from './street-trips.tsx';
import { useStreets } from './use-streets.ts';

const FIGURES = [
  ['no2', 'µg/m³'],
  ['pm25', 'µg/m³'],
  ['pm10', 'µg/m³'],
  ['lden', 'dB(A)'],
  ['lnight', 'dB(A)'],
] as const;

/** What the models say of the façades of what was picked: a street's two sides, or the one nearest to a building. */
export function ModelledHere({ table, featureId }: { readonly table: string; readonly featureId: string }) {
  const t = useText();
  const { book } = useStreets();
  const inModel = useAppState((state) => state.form === 'model');
  const hasChanges = useAppState((state) => (chosenScenario(state)?.edits.length ?? 0) > 0);
  const scenarioId = useAppState(rowsId);
  const stretch = book?.stretch(featureId) ?? [featureId];
  const reading = useReading(
    `here ${scenarioId} ${featureId} ${stretch.length}`,
    ['scenario_receptors'],
    500,
    (database) =>
      table.endsWith('streets')
        ? readSides(database, scenarioId, stretch)
        : readNearestSide(database, scenarioId, featureId),
  );
  return (
    <Section title={t('here.title')} aside={<KindBadge kind="modelled" />}>
      {table.endsWith('streets') && inModel ? <AskWhoDrives streetId={featureId} /> : null}
      {reading.status === 'ready' && reading.value.length === 0 ? <p className="muted">{t('here.none')}</p> : null}
      {(reading.value ?? []).map((side) => (
        <div key={`${side.streetId} ${side.side}`} className="here-side">
          <h4>
            {t(`here.side.${side.side}`)}{' '}
            <span className="small muted">{table.endsWith('streets') ? '' : side.name}</span>
          </h4>
          <dl className="attributes">
            {FIGURES.map(([name, unit]) => (
              <Figure key={name} name={name} unit={unit} figure={side.figures[name]} hasChanges={hasChanges} />
            ))}
            <dt>{t('here.people')}</dt>
            <dd>{count(side.people)}</dd>
          </dl>
        </div>
      ))}
    </Section>
  );
}

/** A figure, before and after where something was changed, and below it what each could be instead. */
function Figure({
  name,
  unit,
  figure: { before, after, ranges },
  hasChanges,
}: {
  readonly name: (typeof FIGURES)[number][0];
  readonly unit: string;
  readonly figure: FacadeFigure;
  readonly hasChanges: boolean;
}) {
  const t = useText();
  const [from, to] = [figure(before), figure(after)];
  const value = hasChanges && from !== to ? t('results.step', { before: from, after: to }) : to;
  return (
    <>
      <dt>{t(`here.${name}`)}</dt>
      <dd>
        {value} {unit}
      </dd>
      {ranges === null ? null : <dd className="certainty muted here-ranges">{rangesWords(ranges, hasChanges, t)}</dd>}
    </>
  );
}

/** `could be 31 to 45`; of a scenario `could be 41 to 60 → 31 to 45, change −17 to −9`. */
export function rangesWords(
  { before, after, change, isProvisional }: StepRanges,
  hasChanges: boolean,
  t: Translate,
): string {
  const plain = ([low, high]: FigureRange) => t('results.interval', { low: figure(low), high: figure(high) });
  const isStill = figure(change[0]) === '0' && figure(change[1]) === '0';
  const words =
    !hasChanges || isStill
      ? t('here.could', { low: figure(after[0]), high: figure(after[1]) })
      : t('range.could.step', {
          before: plain(before),
          after: plain(after),
          change: t('results.interval', { low: signedFigure(change[0]), high: signedFigure(change[1]) }),
        });
  return isProvisional ? t('range.is-provisional', { words }) : words;
}
