import { Button } from 'react-aria-components';
import { pickSensor } from '../../commands/pick-sensor.ts';
import { readNearbySensors } from '../../commands/read-feature.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { measured } from '../format/units.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';

/** The sensors closest to what was picked: a feature without a sensor still has a neighbourhood that is measured. */
export function NearbySensors({ table, featureId }: { readonly table: string; readonly featureId: string }) {
  const t = useText();
  const run = useCommand();
  const reading = useReading(`nearby ${table} ${featureId}`, ['sensors', 'observations_latest'], 2000, (database) =>
    readNearbySensors(database, table, featureId),
  );
  const sensors = reading.value ?? [];
  if (sensors.length === 0) return null;
  return (
    <Section title={t('inspector.nearby')} aside={t('inspector.nearby.aside')}>
      <ul className="nearby">
        {sensors.map((sensor) => (
          <li key={sensor.sensorId}>
            <Button className="device" onPress={() => run(pickSensor, sensor.sensorId)}>
              <span className="device-name ellipsis">{sensor.name}</span>
              <span className="device-value">
                {sensor.value === null ? '' : measured(sensor.value, sensor.unit, sensor.property)}
              </span>
              <span className="device-kind small muted ellipsis">
                {t.named(`kind.${sensor.kind}`)} · {count(sensor.distanceM)} m
              </span>
              <span className="device-time small muted">
                {sensor.value === null ? '' : t.named(`property.${sensor.property}`)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
