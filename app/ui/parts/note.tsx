import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/text.ts';

const ICONS = { info: Info, warning: TriangleAlert, error: OctagonAlert };

export interface NoteProps {
  readonly tone: 'info' | 'warning' | 'error';
  readonly children: ReactNode;
  /** The technical words, folded away. */
  readonly detail?: string | undefined;
}

/** Something the person should know: what happened, to what, and what to do. */
export function Note({ tone, children, detail }: NoteProps) {
  const t = useText();
  const Icon = ICONS[tone];
  return (
    <div className={`note ${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      <div className="breakable">
        {children}
        {detail === undefined || detail === '' ? null : (
          <details>
            <summary>{t('common.detail')}</summary>
            <span className="mono">{detail}</span>
          </details>
        )}
      </div>
    </div>
  );
}
