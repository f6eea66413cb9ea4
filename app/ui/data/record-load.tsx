import { Button, ProgressBar } from 'react-aria-components';
import { cancelRecords, loadRecords } from '../../commands/load-records.ts';
import type { RecordFile } from '../../core/catalogue/dataset-manifest.ts';
import type { RecordLoad } from '../../state/app-state.ts';
import { useCommand } from '../app-context.tsx';
import { byteSize, count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

export interface RecordLoadViewProps {
  readonly file: RecordFile;
  /** Undefined where nobody asked for the table yet. */
  readonly load: RecordLoad | undefined;
}

/** How far a table has come, and what can be done about it: load it, give it up, try again. */
export function RecordLoadView({ file, load }: RecordLoadViewProps) {
  const t = useText();
  const run = useCommand();
  const { title } = file;
  if (load === undefined) {
    return (
      <div className="record-load">
        <Button className="button small" onPress={() => run(loadRecords, file)}>
          {t('registers.load', { title: title.toLowerCase(), bytes: byteSize(file.bytes) })}
        </Button>
        <p className="small muted">{t('registers.load.long')}</p>
      </div>
    );
  }
  if (load.step === 'ready') {
    return (
      <p className="small record-load">
        {t('registers.ready', { table: file.table, count: file.rows, rows: count(file.rows) })}
      </p>
    );
  }
  if (load.step === 'failed') {
    return (
      <div className="record-load">
        <Note tone="warning" detail={load.detail}>
          {t(`registers.problem.${load.problem}`, { title })}
        </Note>
        <Button className="button small" onPress={() => run(loadRecords, file)}>
          {t('registers.load.again')}
        </Button>
      </div>
    );
  }
  const percent = load.totalBytes === 0 ? 0 : Math.min(100, Math.round((100 * load.loadedBytes) / load.totalBytes));
  return (
    <div className="record-load">
      <ProgressBar className="record-progress" value={percent} aria-label={t('registers.progress', { title })}>
        <div className="opening-track" aria-hidden="true">
          <div className="opening-done" style={{ width: `${percent}%` }} />
        </div>
        <p className="small muted">
          {t(`registers.state.${load.step}`)} ·{' '}
          {t('registers.progress.bytes', { loaded: byteSize(load.loadedBytes), total: byteSize(load.totalBytes) })}
        </p>
      </ProgressBar>
      {load.step === 'storing' ? null : (
        <Button
          className="button small"
          aria-label={t('registers.cancel.of', { title })}
          onPress={() => run(cancelRecords, file.table)}
        >
          {t('registers.cancel')}
        </Button>
      )}
    </div>
  );
}
