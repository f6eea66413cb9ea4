import { Copy, FileDown, FilePlus2, FolderOpen } from 'lucide-react';
import { Button, FileTrigger, Input, Label, TextArea, TextField } from 'react-aria-components';
import { jumpClock, mayJumpTo } from '../../commands/jump-clock.ts';
import { nameProject } from '../../commands/name-project.ts';
import { duplicateProject, newProject, openProjectFile } from '../../commands/open-project.ts';
import { exportProject } from '../../commands/save-project.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { dayAndTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';

/** The project that is open: its name and notes, as a file, as a copy, and the way to another. */
export function OpenProject() {
  const t = useText();
  const run = useCommand();
  const { name, notes } = useAppState((state) => state.project);
  const shown = name === '' ? t('project.unnamed') : name;
  return (
    <section className="section">
      <h3>{t('project.open-one')}</h3>
      <p className="small muted">{t('project.about')}</p>
      <div className="import-fields">
        <TextField className="wide" value={name} maxLength={120} onChange={(next) => run(nameProject, { name: next })}>
          <Label className="field-label">{t('project.name')}</Label>
          <Input className="text-input" placeholder={t('project.unnamed')} />
        </TextField>
        <TextField
          className="wide"
          value={notes}
          maxLength={100_000}
          onChange={(next) => run(nameProject, { notes: next })}
        >
          <Label className="field-label">{t('project.notes')}</Label>
          <TextArea className="text-input" rows={3} />
        </TextField>
      </div>
      <SavedClock />
      <div className="button-row">
        <Button className="button primary" onPress={() => run(exportProject)}>
          <FileDown className="icon" aria-hidden="true" />
          {t('project.export')}
        </Button>
        <Button className="button" onPress={() => run(duplicateProject, t('project.copy-name', { name: shown }))}>
          <Copy className="icon" aria-hidden="true" />
          {t('project.duplicate')}
        </Button>
        <Button className="button" onPress={() => run(newProject)}>
          <FilePlus2 className="icon" aria-hidden="true" />
          {t('project.new')}
        </Button>
        <FileTrigger
          acceptedFileTypes={['.maqueta']}
          onSelect={(files) => {
            const file = files?.item(0);
            if (file) run(openProjectFile, file);
          }}
        >
          <Button className="button">
            <FolderOpen className="icon" aria-hidden="true" />
            {t('project.open-file')}
          </Button>
        </FileTrigger>
      </div>
      <p className="small muted">
        {t('project.export.about')} {t('project.switch.about')}
      </p>
    </section>
  );
}

/** The city's clock is not moved by opening a project: whoever may set it does so here. */
function SavedClock() {
  const t = useText();
  const run = useCommand();
  const { stream, timeZone } = useApp().ports;
  const clockMs = useAppState((state) => state.project.clockMs);
  if (clockMs === null) return null;
  return (
    <p className="small">
      {t('project.clock', { time: dayAndTime(clockMs, timeZone) })}{' '}
      {stream.mayRequestClock && mayJumpTo(clockMs) ? (
        <Button className="button small" onPress={() => run(jumpClock, clockMs)}>
          {t('project.clock.set')}
        </Button>
      ) : null}
    </p>
  );
}
