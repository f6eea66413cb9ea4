import { ArrowRight, FolderInput, GraduationCap, Layers, SquareTerminal } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { startWith } from '../../commands/start-with.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

const CHOICES = [
  { way: 'forms', icon: Layers, title: 'start.forms', text: 'start.forms.text' },
  { way: 'practise', icon: GraduationCap, title: 'start.practise', text: 'start.practise.text' },
  { way: 'city', icon: FolderInput, title: 'start.city', text: 'start.city.text' },
  { way: 'sql', icon: SquareTerminal, title: 'start.sql', text: 'start.sql.text' },
] as const;

/** Shown once: four ways in, each one click from something that works. Closing it leaves the model as it stands. */
export function StartScreen() {
  const t = useText();
  const run = useCommand();
  const { dataset } = useApp().ports;
  const started = useAppState((state) => state.started);
  return (
    <ModalOverlay
      className="overlay light"
      isDismissable
      isOpen={!started}
      onOpenChange={(open) => {
        if (!open) run(startWith, 'nothing');
      }}
    >
      <Modal className="modal start">
        <Dialog className="dialog scroll">
          <Heading slot="title" className="start-title">
            {t('start.title')}
          </Heading>
          <p className="start-text">{t('start.text')}</p>
          <ul className="start-choices">
            {CHOICES.map(({ way, icon: Icon, title, text }) => (
              <li key={way}>
                <Button className="start-choice" onPress={() => run(startWith, way)}>
                  <Icon className="icon" aria-hidden="true" />
                  <span className="start-choice-text">
                    <strong className="start-choice-title">{t(title)}</strong>
                    <span className="muted">{t(text)}</span>
                  </span>
                  <ArrowRight className="icon arrow" aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
          <p className="muted small">
            {dataset === null || !dataset.synthetic ? t('start.note') : t('start.note.synthetic')}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
