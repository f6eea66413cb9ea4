import { Input, NumberField } from 'react-aria-components';
import type { Fleet } from '../../core/models/emissions/fleet.ts';
import { VEHICLE_CLASSES, type VehicleClass, withShare } from '../../state/model-facts.ts';
import { type Translate, useText } from '../i18n/text.ts';

const KINDS = ['car', 'van', 'bus', 'motorcycle'] as const;

export interface FleetSharesProps {
  readonly fleet: Fleet;
  readonly onChange: (fleet: Fleet) => void;
}

/** One field a class. What one gains the others lose in proportion, so that all add up to 100 % at any moment. */
export function FleetShares({ fleet, onChange }: FleetSharesProps) {
  const t = useText();
  const sum = Object.values(fleet).reduce((total, share) => total + share, 0);
  return (
    <table className="table fleet-shares">
      <caption className="visually-hidden">{t('fleet.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fleet.class')}</th>
          <th scope="col" className="number">
            {t('fleet.share')}
          </th>
        </tr>
      </thead>
      {KINDS.map((kind) => (
        <tbody key={kind}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {t(`fleet.kind.${kind}`)}
            </th>
          </tr>
          {VEHICLE_CLASSES.filter((vehicle) => vehicle.kind === kind).map((vehicle) => (
            <tr key={vehicle.id}>
              <td id={`fleet-${vehicle.id}`}>{className(vehicle, t)}</td>
              <td className="number">
                <ShareField
                  label={`${t(`fleet.kind.${kind}`)}, ${className(vehicle, t)}`}
                  share={fleet[vehicle.id] ?? 0}
                  onChange={(share) => onChange(withShare(fleet, vehicle.id, share))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <td colSpan={2} className="number">
            {t('fleet.sum', { number: Math.round(sum * 1000) / 10 })}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function className({ id, energy, euro }: VehicleClass, t: Translate): string {
  if (id.startsWith('motorcycle')) return t(id.includes('small') ? 'fleet.small' : 'fleet.medium');
  return t(`fleet.energy.${energy}`, euro === null ? {} : { euro });
}

const tenths = (share: number) => Math.round(share * 1000) / 10;

interface ShareFieldProps {
  readonly label: string;
  readonly share: number;
  readonly onChange: (share: number) => void;
}

function ShareField({ label, share, onChange }: ShareFieldProps) {
  return (
    <NumberField
      aria-label={label}
      value={tenths(share)}
      minValue={0}
      maxValue={100}
      formatOptions={{ maximumFractionDigits: 1 }}
      onChange={(percent) => {
        // Leaving a field says its rounded number again: that is no change.
        if (Number.isFinite(percent) && tenths(percent / 100) !== tenths(share)) onChange(percent / 100);
      }}
    >
      <Input className="text-input share-input" />
    </NumberField>
  );
}
