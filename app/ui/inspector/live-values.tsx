import { readSensor, type SensorProperty } from '../../commands/read-sensor.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { quantity } from '../format/numbers.ts';
import { dayAndTime, zoneName } from '../format/times.ts';
import { shownNumber, shownUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { FlagSign } from '../parts/flag-sign.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { HistoryChart } from './history-chart.tsx';

/** What the sensor says now, or said at the moment that is shown, each with its time, unit, quality and source. */
export function LiveValues({ sensorId }: { readonly sensorId: string }) {
  const t = useText();
  const momentMs = useAppState((state) => state.momentMs);
  const reading = useReading(`sensor ${sensorId} ${momentMs}`, ['observations'], 1000, (database) =>
    readSensor(database, sensorId, momentMs),
  );
  const properties = reading.value;
  return (
    <Section
      title={momentMs === null ? t('inspector.live') : t('inspector.then')}
      aside={reading.status === 'loading' ? t('common.loading') : undefined}
    >
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('inspector.live.failed')}
        </Note>
      ) : null}
      {properties === null ? (
        <div className="skeleton-stack" aria-busy="true">
          <span className="skeleton tall" />
        </div>
      ) : properties.length === 0 ? (
        <p className="muted">{t('inspector.live.none')}</p>
      ) : (
        <ul className="live-values">
          {properties.map((property) => (
            <LiveValue key={property.property} property={property} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function LiveValue({ property }: { readonly property: SensorProperty }) {
  const t = useText();
  const { timeZone } = useApp().ports;
  const { latest, unit } = property;
  const value = latest.value === null ? '–' : quantity(shownNumber(latest.value, unit, property.property));
  return (
    <li className="live-value">
      <div className="live-head">
        <h4>{attributeName(property.property, t)}</h4>
        <FlagSign flag={latest.flag} />
      </div>
      <p className="live-figure">
        <strong>{value}</strong> <span>{shownUnit(unit, property.property)}</span>
      </p>
      <HistoryChart property={property} />
      <p className="small muted">
        {dayAndTime(latest.timeMs, timeZone)} {zoneName(latest.timeMs, timeZone)} ·{' '}
        {t('inspector.source', { source: t.named(`source.${property.source}`).replace(/^source\./, '') })}
      </p>
    </li>
  );
}
