import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  /** Set small beside the label: a unit, a count. */
  readonly aside?: string;
}

export interface ChoiceProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly options: readonly ChoiceOption[];
  readonly onChange: (value: string) => void;
  readonly className?: string;
}

/** One choice out of many, in a list that opens. */
export function Choice({ label, hideLabel, value, options, onChange, className }: ChoiceProps) {
  return (
    <Select
      className={`select ${className ?? ''}`}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {hideLabel ? null : <Label className="field-label">{label}</Label>}
      <Button className="select-button">
        <SelectValue className="ellipsis">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="options">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="option">
              <span>{option.label}</span>
              {option.aside === undefined ? null : <span className="muted small">{option.aside}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
