import type { ReactNode, Ref } from 'react';

export interface ScrollRegionProps {
  readonly label: string;
  readonly className: string;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** Something that scrolls by itself, and so must be reachable by keyboard. */
export function ScrollRegion({ label, className, ref, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key would scroll the region
    <section ref={ref} className={`${className} scroll`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
