import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

export interface ToggleProps {
  readonly children: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
}

export function Toggle({ children, on, onChange, disabled }: ToggleProps) {
  return (
    <Switch className="switch" isSelected={on} onChange={onChange} isDisabled={disabled ?? false}>
      <span className="switch-track" aria-hidden="true" />
      {children}
    </Switch>
  );
}
