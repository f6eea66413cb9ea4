import { X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { closeImport } from '../../commands/open-import.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { ImportChoose } from './import-choose.tsx';
import { ImportOverview } from './import-overview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { useImport } from './use-import.ts';

/** A city's own file, from being chosen to being a layer: first told the truth about, then imported. */
export function ImportDialog() {
  const t = useText();
  const run = useCommand();
  const isOpen = useImport(({ open }) => open);
  const step = useImport(({ step }) => step);
  const hasReport = useImport(({ examination }) => examination !== null);
  const [first] = useImport(({ files }) => files);
  const isWorking = step === 'examining' || step === 'storing';
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable={!isWorking}
      onOpenChange={(open) => {
        if (!open) run(closeImport);
      }}
    >
      <Modal className="modal import">
        <Dialog className="dialog import-dialog">
          <div className="import-head">
            <Heading slot="title" className="dialog-title breakable">
              {first === undefined ? t('import.title') : t('import.title.file', { name: first.name })}
            </Heading>
            <IconButton icon={X} label={t('common.close')} onPress={() => run(closeImport)} />
          </div>
          {isWorking ? <ImportProgress /> : null}
          {hasReport && step !== 'choose' ? (
            <ImportOverview />
          ) : isWorking ? null : (
            <ImportChoose failed={step === 'failed'} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
