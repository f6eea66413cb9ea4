import { Input, Label, NumberField } from 'react-aria-components';
import type { FaultKind, FaultParameters } from '../../core/stream/fault-catalogue.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

export interface ParameterFieldsProps {
  readonly kind: FaultKind;
  readonly values: FaultParameters;
  readonly onChange: (values: FaultParameters) => void;
}

/** What can be set of a fault, within its bounds; what is left alone has its usual size. */
export function ParameterFields({ kind, values, onChange }: ParameterFieldsProps) {
  const t = useText();
  return Object.entries(kind.parameters).map(([name, parameter]) =>
    'choices' in parameter ? (
      <Choice
        key={name}
        label={t.named(`fault.parameter.${name}`)}
        value={String(values[name] ?? parameter.standard)}
        options={parameter.choices.map((choice) => ({ value: choice, label: t.named(`fault.${name}.${choice}`) }))}
        onChange={(choice) => onChange({ ...values, [name]: choice })}
      />
    ) : (
      <NumberField
        key={`${kind.type} ${name}`}
        minValue={parameter.least}
        maxValue={parameter.most}
        value={Number(values[name] ?? parameter.standard)}
        formatOptions={{ maximumFractionDigits: 3 }}
        onChange={(number) => {
          if (Number.isFinite(number)) onChange({ ...values, [name]: number });
        }}
      >
        <Label className="field-label">{t.named(`fault.parameter.${name}`)}</Label>
        <Input className="text-input" />
      </NumberField>
    ),
  );
}
