import { Button, ProgressBar } from 'react-aria-components';
import { useText } from '../i18n/text.ts';

export interface ModelProgressProps {
  readonly label: string;
  /** What is done just now, in words. */
  readonly step: string;
  /** 0–1. */
  readonly share: number;
  readonly cancelLabel: string;
  readonly onCancel: () => void;
}

/** Work of the models that takes a while: how far it is, and the way out. */
export function ModelProgress({ label, step, share, cancelLabel, onCancel }: ModelProgressProps) {
  const t = useText();
  const percent = Math.round(share * 100);
  return (
    <div className="model-progress">
      <ProgressBar className="record-progress" value={percent} aria-label={label}>
        <div className="opening-track" aria-hidden="true">
          <div className="opening-done" style={{ width: `${percent}%` }} />
        </div>
        <p className="small muted">{step}</p>
      </ProgressBar>
      <Button className="button small" aria-label={cancelLabel} onPress={onCancel}>
        {t('query.cancel')}
      </Button>
    </div>
  );
}
