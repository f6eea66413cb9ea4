import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Form, Input, Label, Popover, TextField } from 'react-aria-components';
import { jumpClock, mayJumpTo } from '../../commands/jump-clock.ts';
import { virtualNow } from '../../state/effective-time.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** `2024-11-07T08:00`, the form of a date field, in UTC. */
const fieldText = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 16);

/** Sets the clock to another day and hour, for everyone who sees this city. */
export function JumpButton() {
  const t = useText();
  const run = useCommand();
  const { ports, store } = useApp();
  const known = useAppState((state) => state.clock !== null);
  const [text, setText] = useState('');
  const toMs = Date.parse(`${text}Z`);
  const fill = (open: boolean) => {
    const nowMs = virtualNow(store.getState().clock, ports.clock.now());
    if (open && nowMs !== null) setText(fieldText(nowMs));
  };
  return (
    <DialogTrigger onOpenChange={fill}>
      <Button className="button quiet icon-only" aria-label={t('clock.jump')} isDisabled={!known}>
        <CalendarClock className="icon" aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="top start" offset={4}>
        <Dialog className="save-query" aria-label={t('clock.jump')}>
          {({ close }) => (
            <Form
              onSubmit={(event) => {
                event.preventDefault();
                run(jumpClock, toMs);
                close();
              }}
            >
              <TextField value={text} onChange={setText} type="datetime-local" autoFocus isRequired>
                <Label className="field-label">{t('clock.jump.to')}</Label>
                <Input className="text-input" min="2000-01-02T00:00" max="2099-12-31T00:00" />
              </TextField>
              <p className="small muted">{t('clock.jump.note')}</p>
              <Button type="submit" className="button primary" isDisabled={!mayJumpTo(toMs)}>
                {t('clock.jump')}
              </Button>
            </Form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
