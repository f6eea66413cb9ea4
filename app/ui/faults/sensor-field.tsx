import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { BreakableSensor } from '../../commands/fault-choices.ts';
import { useText } from '../i18n/text.ts';

export interface SensorFieldProps {
  readonly sensors: readonly BreakableSensor[];
  readonly sensor: BreakableSensor | null;
  readonly onChoose: (sensorId: string) => void;
}

/** One sensor out of hundreds: type a part of its name, or pick it on the map. */
export function SensorField({ sensors, sensor, onChoose }: SensorFieldProps) {
  const t = useText();
  return (
    <ComboBox
      className="select"
      selectedKey={sensor?.id ?? null}
      onSelectionChange={(key) => {
        if (key !== null) onChoose(String(key));
      }}
      menuTrigger="focus"
    >
      <Label className="field-label">{t('fault.sensor')}</Label>
      <div className="combo">
        <Input className="text-input" placeholder={t('fault.sensor.search')} />
        <Button className="button quiet icon-only combo-open">
          <ChevronDown className="icon" aria-hidden="true" />
        </Button>
      </div>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={sensors.map((item) => ({ ...item, text: `${item.id} ${item.name}` }))}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.text} className="option">
              <span className="ellipsis">{item.text}</span>
              <span className="muted small">{t.named(`kind.${item.domain}/${item.kind}`)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
