import { Button, ProgressBar } from 'react-aria-components';
import { cancelProjectWork } from '../../commands/project-work.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** How far saving or opening has come, and the way out of it. */
export function ProjectProgress() {
  const t = useText();
  const run = useCommand();
  const { status, progress } = useAppState((state) => state.projectWork);
  const percent = progress === null ? 0 : Math.round((100 * progress.doneTables) / Math.max(1, progress.allTables));
  return (
    <div className="import-progress">
      <ProgressBar
        className="record-progress"
        value={percent}
        isIndeterminate={progress === null}
        aria-label={t('project.work')}
      >
        <p role="status">
          {t(status === 'saving' ? 'project.work.saving' : 'project.work.opening')}{' '}
          <span className="muted breakable">
            {progress === null ? '' : t(`project.work.${progress.step}`, { table: progress.table })}
          </span>
        </p>
        <div className="opening-track" aria-hidden="true">
          <div className="opening-done" style={{ width: `${percent}%` }} />
        </div>
      </ProgressBar>
      <Button className="button small" onPress={() => run(cancelProjectWork)}>
        {t('project.cancel')}
      </Button>
    </div>
  );
}
