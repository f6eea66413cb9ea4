import { readNearestSide, readSides } from '../../commands/read-scenario.ts';
import { chosenScenario, rowsId } from '../../state/chosen-scenario.ts';
import { useAppState } from '../app-context.tsx';
import { figure, signedFigure } from '../format/changes.ts';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { AskWhoDrives } from './street-trips.tsx';
import { useStreets } from './use-streets.ts';

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
  const step = (before: string, after: string) =>
    hasChanges && before !== after ? t('results.step', { before, after }) : after;
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
            <dt>{t('here.no2')}</dt>
            <dd>
              {step(figure(side.no2Before), figure(side.no2After))} µg/m³
              {side.no2Range === null || !hasChanges ? null : (
                <span className="certainty muted">
                  {t('here.could', {
                    low: figure(side.no2Range[0]),
                    high: figure(side.no2Range[1]),
                  })}
                </span>
              )}
            </dd>
            <dt>{t('here.lden')}</dt>
            <dd>
              {step(figure(side.ldenBefore), figure(side.ldenAfter))} dB(A)
              {hasChanges ? <ChangeRange range={side.ldenChangeRange} /> : null}
            </dd>
            <dt>{t('here.lnight')}</dt>
            <dd>
              {step(figure(side.lnightBefore), figure(side.lnightAfter))} dB(A)
              {hasChanges ? <ChangeRange range={side.lnightChangeRange} /> : null}
            </dd>
            <dt>{t('here.pm25')}</dt>
            <dd>{step(figure(side.pm25Before), figure(side.pm25After))} µg/m³</dd>
            <dt>{t('here.people')}</dt>
            <dd>{count(side.people)}</dd>
          </dl>
        </div>
      ))}
    </Section>
  );
}

function ChangeRange({ range }: { readonly range: readonly [low: number, high: number] | null }) {
  const t = useText();
  if (range === null) return null;
  return (
    <span className="certainty muted">
      {t('results.groups.range', { low: signedFigure(range[0]), high: signedFigure(range[1]) })}
    </span>
  );
}
