import { CircleHelp, FileDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { exportProblemReport } from '../../commands/export-problem-report.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { GuideList } from '../guides/guide-list.tsx';
import { GuideReader } from '../guides/guide-reader.tsx';
import { useText } from '../i18n/text.ts';
import { SHORTCUTS } from './shortcuts.ts';

export function HelpButton() {
  const t = useText();
  const [guide, setGuide] = useState<string | null>(null);
  return (
    <DialogTrigger onOpenChange={() => setGuide(null)}>
      <Button className="button quiet icon-only" aria-label={t('help.label')}>
        <CircleHelp className="icon" aria-hidden="true" />
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className={guide === null ? 'modal' : 'modal guide'}>
          <Dialog className="dialog scroll">
            {({ close }) =>
              guide === null ? (
                <Help onClose={close} onGuide={setGuide} />
              ) : (
                <GuideReader first={guide} onBack={() => setGuide(null)} onClose={close} />
              )
            }
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

interface HelpProps {
  readonly onClose: () => void;
  readonly onGuide: (path: string) => void;
}

function Help({ onClose, onGuide }: HelpProps) {
  const t = useText();
  const run = useCommand();
  const { ports } = useApp();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('help.title')}
      </Heading>
      <p>{t('help.about')}</p>
      <h3>{t('guides.title')}</h3>
      <GuideList onOpen={onGuide} />
      <h3>{t('help.mouse')}</h3>
      <dl className="key-list">
        <dt>{t('help.mouse.move.keys')}</dt>
        <dd>{t('help.mouse.move')}</dd>
        <dt>{t('help.mouse.turn.keys')}</dt>
        <dd>{t('help.mouse.turn')}</dd>
        <dt>{t('help.mouse.zoom.keys')}</dt>
        <dd>{t('help.mouse.zoom')}</dd>
        <dt>{t('help.mouse.pick.keys')}</dt>
        <dd>{t('help.mouse.pick')}</dd>
      </dl>
      <h3>{t('help.keyboard')}</h3>
      <dl className="key-list">
        {SHORTCUTS.map((shortcut) => (
          <div className="key-row" key={shortcut.text}>
            <dt>
              <span className="keys">{shortcut.keys}</span>
            </dt>
            <dd>{t(shortcut.text)}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('help.problem')}</h3>
      <p className="muted">{t('help.problem.about')}</p>
      <div className="dialog-actions">
        <Button className="button" onPress={() => run(exportProblemReport)}>
          <FileDown className="icon" aria-hidden="true" />
          {t('help.problem.export')}
        </Button>
        <span className="muted small">{t('help.version', { version: ports.facts.version })}</span>
        <Button className="button primary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}
