import { Button, ProgressBar } from 'react-aria-components';
import { cancelExamination } from '../../commands/examine-files.ts';
import { useCommand } from '../app-context.tsx';
import { byteSize, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { useImport } from './use-import.ts';

/** How far the reading or the storing has come, and the way out of it. */
export function ImportProgress() {
  const t = useText();
  const run = useCommand();
  const progress = useImport((state) => state.progress);
  const files = useImport((state) => state.files);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const known = progress !== null && progress.all > 0;
  const percent = known ? Math.min(100, Math.round((100 * progress.done) / progress.all)) : 0;
  const step = progress?.step ?? 'reading';
  return (
    <div className="import-progress">
      <ProgressBar
        className="record-progress"
        value={percent}
        isIndeterminate={!known}
        aria-label={t('import.progress')}
      >
        <p>
          {t(`import.step.${step}`)}{' '}
          <span className="muted">
            {step === 'reading' || step === 'unpacking'
              ? t('import.progress.bytes', { bytes: byteSize(bytes) })
              : known
                ? t('import.progress.features', { done: count(progress.done), all: count(progress.all) })
                : ''}
          </span>
        </p>
        <div className="opening-track" aria-hidden="true">
          <div className="opening-done" style={{ width: `${percent}%` }} />
        </div>
      </ProgressBar>
      <Button className="button small" onPress={() => run(cancelExamination)}>
        {t('import.cancel')}
      </Button>
    </div>
  );
}
