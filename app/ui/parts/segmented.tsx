import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly accent?: boolean;
}

/** One choice out of a few, all in sight. Arrow keys move, like radio buttons. */
export function Segmented<Value extends string>({ label, value, options, onChange, accent }: SegmentedProps<Value>) {
  return (
    <ToggleButtonGroup
      className={`segments${accent ? ' accent' : ''}`}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (chosen !== undefined && chosen !== value) onChange(chosen as Value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="segment">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
