import { X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { closeJoin, readJoinChoices } from '../../commands/join-stream.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { useReading } from '../use-reading.ts';
import { JoinForm } from './join-form.tsx';

const LOOK_MS = 5_000;

/** What a layer is joined with, how, and the SQL that says so. */
export function JoinDialog() {
  const run = useCommand();
  const dialog = useAppState((state) => state.joinDialog);
  return (
    <ModalOverlay
      className="overlay"
      isOpen={dialog !== null}
      isDismissable
      onOpenChange={(open) => {
        if (!open) run(closeJoin);
      }}
    >
      <Modal className="modal import">
        <Dialog className="dialog import-dialog">
          {dialog === null ? null : <JoinContent table={dialog.table} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function JoinContent({ table }: { readonly table: string | null }) {
  const t = useText();
  const run = useCommand();
  const reading = useReading('join choices', ['*'], LOOK_MS, readJoinChoices);
  const choices = reading.value;
  return (
    <>
      <div className="import-head">
        <Heading slot="title" className="dialog-title">
          {t('join.title')}
        </Heading>
        <IconButton icon={X} label={t('common.close')} onPress={() => run(closeJoin)} />
      </div>
      {reading.status === 'failed' ? (
        <Note tone="error" detail={reading.detail}>
          {t('join.failed')}
        </Note>
      ) : choices === null ? (
        <p role="status">{t('join.waiting')}</p>
      ) : choices.properties.length === 0 || choices.tables.length === 0 ? (
        <Note tone="info">{t('join.no-readings')}</Note>
      ) : (
        <JoinForm choices={choices} table={table} />
      )}
    </>
  );
}
