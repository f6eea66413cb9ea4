import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { forgetStored } from '../../commands/forget-stored.ts';
import type { StorageState, StorageStatus } from '../../core/store/work-storage.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { byteSize, count, list } from '../format/numbers.ts';
import { wallTime } from '../format/times.ts';
import { useText } from '../i18n/text.ts';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';

/** States in which there is nothing to forget, or nothing that this page could reach. */
const WITHOUT_STORE: ReadonlySet<StorageState> = new Set(['forgotten', 'unavailable', 'other-version']);

function useStorageStatus(): StorageStatus | null {
  const { storage } = useApp().ports;
  const [status, setStatus] = useState<StorageStatus | null>(null);
  useEffect(() => storage.onStatus(setStatus), [storage]);
  return status;
}

/** What of a person's work outlives the page: how much, since when, and which tab writes it. */
export function StorageSection() {
  const t = useText();
  const status = useStorageStatus();
  if (status === null) return null;
  const { state } = status;
  const explained = state !== 'opening' && state !== 'writing';
  const tone = state === 'full' || state === 'failed' ? 'warning' : 'info';
  return (
    <Section title={t('storage.title')} aside={<span role="status">{t(`storage.state.${state}`)}</span>}>
      <p className="small muted">{t('storage.about')}</p>
      {explained ? (
        <Note tone={tone} detail={status.detail ?? undefined}>
          {t(`storage.state.${state}.long`)}
        </Note>
      ) : null}
      <Figures status={status} />
      {status.tooLarge.length > 0 ? (
        <Note tone="warning">{t('storage.too-large', { names: list(status.tooLarge) })}</Note>
      ) : null}
      {WITHOUT_STORE.has(state) ? null : <ForgetButton />}
    </Section>
  );
}

function Figures({ status }: { readonly status: StorageStatus }) {
  const t = useText();
  const { keptBytes, usedBytes, quotaBytes, savedAtMs, keptTables, keptObservations } = status;
  const kept = byteSize(keptBytes);
  const isKnown = usedBytes !== null && quotaBytes !== null;
  return (
    <dl className="card-facts">
      <dt>{t('storage.bytes')}</dt>
      <dd>
        {kept}
        <br />
        <span className="small muted">
          {isKnown
            ? t('storage.bytes.of', { used: byteSize(usedBytes), quota: byteSize(quotaBytes) })
            : t('storage.bytes.unknown')}
        </span>
      </dd>
      <dt>{t('storage.observations')}</dt>
      <dd>{count(keptObservations)}</dd>
      <dt>{t('storage.tables')}</dt>
      <dd className="breakable">
        {keptTables.length === 0 ? t('storage.tables.none') : <span className="mono">{keptTables.join(', ')}</span>}
      </dd>
      <dt>{t('storage.saved')}</dt>
      <dd>
        {savedAtMs === null ? (
          t('storage.saved.never')
        ) : (
          <time dateTime={new Date(savedAtMs).toISOString()}>{wallTime(savedAtMs)}</time>
        )}
      </dd>
    </dl>
  );
}

function ForgetButton() {
  const t = useText();
  const run = useCommand();
  return (
    <DialogTrigger>
      <Button className="button quiet">
        <Trash2 className="icon" aria-hidden="true" />
        {t('storage.forget')}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog" role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title" className="dialog-title">
                  {t('storage.forget.title')}
                </Heading>
                <p>{t('storage.forget.text')}</p>
                <div className="dialog-actions">
                  <Button
                    className="button"
                    onPress={() => {
                      run(forgetStored);
                      close();
                    }}
                  >
                    {t('storage.forget.yes')}
                  </Button>
                  <Button className="button primary" onPress={close}>
                    {t('storage.forget.no')}
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
