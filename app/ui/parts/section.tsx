import type { ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  /** Set small at the end of the title's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <h3>{title}</h3>
        {aside === undefined ? null : <div className="muted small">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
