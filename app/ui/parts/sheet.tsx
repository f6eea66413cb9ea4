import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/text.ts';
import { IconButton } from './icon-button.tsx';
import { ScrollRegion } from './scroll-region.tsx';

export interface SheetProps {
  readonly title: string;
  /** Stands above the title: what kind of thing this is. */
  readonly overline?: ReactNode;
  readonly onClose: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A sheet of paper laid on the model. */
export function Sheet({ title, overline, onClose, className, children }: SheetProps) {
  const t = useText();
  return (
    <section className={`sheet ${className ?? ''}`} aria-label={title}>
      <header className="sheet-head">
        <div className="sheet-title">
          {overline === undefined ? null : <div className="sheet-overline">{overline}</div>}
          <h2 className="breakable">{title}</h2>
        </div>
        <IconButton icon={X} label={t('common.close')} onPress={onClose} />
      </header>
      <ScrollRegion className="sheet-body" label={t('common.content', { title })}>
        {children}
      </ScrollRegion>
    </section>
  );
}
