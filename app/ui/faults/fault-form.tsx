import { Zap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import {
  type BreakableSensor,
  FAULT_DELAYS,
  FAULT_LENGTHS,
  faultsFor,
  propertiesFor,
  USUAL_LENGTH_MINUTES,
} from '../../commands/fault-choices.ts';
import { startFault } from '../../commands/start-fault.ts';
import type { FaultKind, FaultParameters, FaultType } from '../../core/stream/fault-catalogue.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { SensorField } from './sensor-field.tsx';

const FIRST_TYPE: FaultType = 'gap';

/** Which sensor, what happens to it, for how long: one press starts it. */
export function FaultForm({ sensors }: { readonly sensors: readonly BreakableSensor[] }) {
  const t = useText();
  const picked = useAppState((state) => state.selected?.featureId ?? null);
  const [chosenId, setChosenId] = useState<string | null>(picked);
  // Whoever picks a sensor on the map means that one.
  useEffect(() => {
    if (picked !== null && sensors.some(({ id }) => id === picked)) setChosenId(picked);
  }, [picked, sensors]);
  const sensor = sensors.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className="fault-form">
      <SensorField sensors={sensors} sensor={sensor} onChoose={setChosenId} />
      {sensor === null ? (
        <p className="small muted">{t('fault.sensor.hint')}</p>
      ) : (
        <WhatHappens key={sensor.id} sensor={sensor} />
      )}
    </div>
  );
}

function WhatHappens({ sensor }: { readonly sensor: BreakableSensor }) {
  const t = useText();
  const run = useCommand();
  const kinds = faultsFor(sensor);
  const [type, setType] = useState<FaultType>(FIRST_TYPE);
  const [minutes, setMinutes] = useState<number | null>(USUAL_LENGTH_MINUTES);
  const [afterMinutes, setAfterMinutes] = useState(0);
  const [askedProperty, setProperty] = useState<string | null>(null);
  const [parameters, setParameters] = useState<FaultParameters>({});
  const kind = kinds.find((known) => known.type === type) ?? (kinds[0] as FaultKind);
  const properties = propertiesFor(kind.type, sensor);
  const property = properties.find((name) => name === askedProperty) ?? properties[0] ?? null;
  return (
    <>
      <Choice
        label={t('fault.type')}
        value={kind.type}
        options={kinds.map((known) => ({
          value: known.type,
          label: t(`fault.${known.type}`),
          aside: t(`fault.family.${known.family}`),
        }))}
        onChange={(next) => {
          setType(next as FaultType);
          setParameters({});
        }}
      />
      <p className="small">{t(`fault.${kind.type}.what`)}</p>
      <p className="small muted">{t(`fault.${kind.type}.see`)}</p>
      <div className="fault-fields">
        {properties.length > 1 ? (
          <Choice
            label={t('fault.property')}
            value={property!}
            options={properties.map((name) => ({ value: name, label: t.named(`property.${name}`) }))}
            onChange={setProperty}
          />
        ) : null}
        <ParameterFields kind={kind} values={parameters} onChange={setParameters} />
        {kind.oneReading ? null : (
          <Choice
            label={t('fault.length')}
            value={String(minutes)}
            options={FAULT_LENGTHS.map((length) => ({
              value: String(length),
              label: length === null ? t('fault.length.open') : t('fault.minutes', { count: length }),
            }))}
            onChange={(text) => setMinutes(text === 'null' ? null : Number(text))}
          />
        )}
        <Choice
          label={t('fault.begin')}
          value={String(afterMinutes)}
          options={FAULT_DELAYS.map((delay) => ({
            value: String(delay),
            label: delay === 0 ? t('fault.begin.now') : t('fault.begin.later', { count: delay }),
          }))}
          onChange={(text) => setAfterMinutes(Number(text))}
        />
      </div>
      <Button
        className="button primary"
        onPress={() =>
          run(startFault, { sensorId: sensor.id, type: kind.type, property, minutes, afterMinutes, parameters })
        }
      >
        <Zap className="icon" aria-hidden="true" />
        {t('fault.start', { sensor: sensor.id })}
      </Button>
    </>
  );
}
