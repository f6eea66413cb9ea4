import { X } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type OwnTable, readOwnTables } from '../../commands/own-tables.ts';
import { closeVirtualSensors } from '../../commands/place-virtual-sensors.ts';
import { newVirtualSensors } from '../../state/own-city.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { useReading } from '../use-reading.ts';
import { VirtualForm } from './virtual-form.tsx';
import { VirtualRun } from './virtual-run.tsx';

const LOOK_MS = 5_000;

/** Where virtual sensors are placed, and where the simulator is set to run on them. */
export function VirtualDialog() {
  const run = useCommand();
  const isOpen = useAppState((state) => state.ownCity.isOpen);
  const isBusy = useAppState((state) => state.ownCity.status !== 'idle');
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable={!isBusy}
      onOpenChange={(open) => {
        if (!open) run(closeVirtualSensors);
      }}
    >
      <Modal className="modal import">
        <Dialog className="dialog import-dialog">{isOpen ? <VirtualContent /> : null}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function VirtualContent() {
  const t = useText();
  const run = useCommand();
  const problem = useAppState((state) => state.ownCity.problem);
  const reading = useReading('own tables', ['*'], LOOK_MS, readOwnTables);
  const tables = (reading.value ?? []).filter(({ shape, name }) => shape !== null && name !== 'virtual_sensors');
  return (
    <>
      <div className="import-head">
        <Heading slot="title" className="dialog-title">
          {t('virtual.title')}
        </Heading>
        <IconButton icon={X} label={t('common.close')} onPress={() => run(closeVirtualSensors)} />
      </div>
      <div className="import-body join-body">
        <p className="muted small">{t('virtual.about')}</p>
        {reading.status === 'failed' ? (
          <Note tone="error" detail={reading.detail}>
            {t('virtual.failed')}
          </Note>
        ) : reading.value === null ? (
          <p role="status">{t('virtual.waiting')}</p>
        ) : tables.length === 0 ? (
          <Note tone="info">{t('virtual.no-tables')}</Note>
        ) : (
          <Settled tables={tables} />
        )}
        {problem === null ? null : (
          <Note tone="error" detail={problem.detail}>
            {t.named(problem.key)}
          </Note>
        )}
      </div>
    </>
  );
}

function Settled({ tables }: { readonly tables: readonly OwnTable[] }) {
  const kept = useAppState((state) => state.ownCity.sensors);
  const [draft, setDraft] = useState(() => kept ?? draftFor(tables[0]!));
  return (
    <>
      <VirtualForm tables={tables} draft={draft} onChange={setDraft} draftFor={draftFor} />
      <VirtualRun tables={tables} table={draft.table} />
    </>
  );
}

function draftFor({ name, geometry, columns, shape }: OwnTable) {
  const names = columns.map((column) => column.name);
  return newVirtualSensors(name, geometry ?? 'geom', names, shape === 'line');
}
