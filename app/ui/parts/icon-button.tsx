import type { ComponentType, SVGProps } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';

export interface IconButtonProps {
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** What it does; read out, and shown as a tooltip. */
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
}

export function IconButton({ icon: Icon, label, onPress, disabled, small, pressed, expanded }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        className={`button quiet icon-only${small ? ' small' : ''}`}
        aria-label={label}
        isDisabled={disabled ?? false}
        onPress={onPress}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      >
        <Icon className="icon" aria-hidden="true" />
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
