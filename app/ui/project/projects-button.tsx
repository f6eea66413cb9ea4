import { FolderOpen, X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { CopyLink } from './copy-link.tsx';
import { OpenProject } from './open-project.tsx';
import { ProjectProgress } from './project-progress.tsx';
import { RecentProjects } from './recent-projects.tsx';

/** The way to the projects, in the top bar. */
export function ProjectsButton() {
  const t = useText();
  const name = useAppState((state) => state.project.name);
  return (
    <DialogTrigger>
      <Button
        className="button quiet icon-only"
        aria-label={t('project.button', { name: name === '' ? t('project.unnamed') : name })}
      >
        <FolderOpen className="icon" aria-hidden="true" />
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal projects">
          <Dialog className="dialog import-dialog">{({ close }) => <Projects onClose={close} />}</Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Projects({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const status = useAppState((state) => state.projectWork.status);
  return (
    <>
      <div className="import-head">
        <Heading slot="title" className="dialog-title">
          {t('project.title')}
        </Heading>
        <IconButton icon={X} label={t('common.close')} onPress={onClose} />
      </div>
      {status === 'idle' ? (
        <ScrollRegion className="import-body" label={t('project.title')}>
          <OpenProject />
          <RecentProjects />
          <CopyLink />
        </ScrollRegion>
      ) : (
        <ProjectProgress />
      )}
    </>
  );
}
