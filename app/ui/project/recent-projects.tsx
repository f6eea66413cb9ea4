import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { deleteProject, openProject } from '../../commands/open-project.ts';
import type { ShelvedProject } from '../../state/current-project.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { byteSize } from '../format/numbers.ts';
import { dayAndTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';

/** Projects that were laid aside in this browser, the newest first. */
export function RecentProjects() {
  const t = useText();
  const { shelf } = useApp().ports;
  const open = useAppState((state) => state.project.id);
  const [projects, setProjects] = useState<readonly ShelvedProject[] | 'failed' | null>(null);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let left = false;
    shelf.list().then(
      (found) => !left && setProjects(found),
      () => !left && setProjects('failed'),
    );
    return () => {
      left = true;
    };
  }, [shelf, version]);
  const others = projects === null || projects === 'failed' ? [] : projects.filter(({ id }) => id !== open);
  return (
    <section className="section">
      <h3>{t('project.recent')}</h3>
      {projects === 'failed' ? <Note tone="warning">{t('project.recent.failed')}</Note> : null}
      {projects !== null && projects !== 'failed' && others.length === 0 ? (
        <p className="small muted">{t('project.recent.none')}</p>
      ) : null}
      <ul className="project-list">
        {others.map((project) => (
          <Recent key={project.id} project={project} onDeleted={() => setVersion((n) => n + 1)} />
        ))}
      </ul>
    </section>
  );
}

function Recent({ project, onDeleted }: { readonly project: ShelvedProject; readonly onDeleted: () => void }) {
  const t = useText();
  const run = useCommand();
  const { timeZone } = useApp().ports;
  const { id, savedMs, tables, bytes } = project;
  const name = project.name === '' ? t('project.unnamed') : project.name;
  const facts = { time: dayAndTime(savedMs, timeZone), count: tables, bytes: byteSize(bytes) };
  return (
    <li className="project-row">
      <Button
        className="button quiet"
        aria-label={t('project.recent.open', { name })}
        onPress={() => run(openProject, id)}
      >
        <span className="ellipsis">{name}</span>
      </Button>
      <span className="small muted">{t('project.recent.facts', facts)}</span>
      <DeleteButton id={id} name={name} onDeleted={onDeleted} />
    </li>
  );
}

interface DeleteButtonProps {
  readonly id: string;
  readonly name: string;
  readonly onDeleted: () => void;
}

function DeleteButton({ id, name, onDeleted }: DeleteButtonProps) {
  const t = useText();
  const app = useApp();
  return (
    <DialogTrigger>
      <Button className="button quiet icon-only small" aria-label={t('project.recent.delete', { name })}>
        <Trash2 className="icon" aria-hidden="true" />
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog" role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title" className="dialog-title breakable">
                  {t('project.delete.title', { name })}
                </Heading>
                <p>{t('project.delete.text')}</p>
                <div className="dialog-actions">
                  <Button
                    className="button"
                    onPress={() => {
                      void deleteProject(app, id).finished.then(onDeleted);
                      close();
                    }}
                  >
                    {t('project.delete.yes')}
                  </Button>
                  <Button className="button primary" onPress={close}>
                    {t('project.delete.no')}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
