import { EllipsisVertical, Plus, Redo2, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Input, Label, Menu, MenuItem, MenuTrigger, Popover, TextField } from 'react-aria-components';
import { chooseScenario } from '../../commands/choose-scenario.ts';
import { deleteScenario } from '../../commands/delete-scenario.ts';
import { duplicateScenario } from '../../commands/duplicate-scenario.ts';
import { exportScenario } from '../../commands/export-scenario.ts';
import { importScenario } from '../../commands/import-scenario.ts';
import { newScenario } from '../../commands/new-scenario.ts';
import { redoChange } from '../../commands/redo-change.ts';
import { renameScenario } from '../../commands/rename-scenario.ts';
import { undoChange } from '../../commands/undo-change.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { IconButton } from '../parts/icon-button.tsx';

const BASELINE = '';

/** Which scenario is looked at, and what can be done with it as a whole. */
export function ScenarioBar({ scenario }: { readonly scenario: Scenario | null }) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const scenarios = useAppState((state) => state.scenarios);
  const [isNaming, setNaming] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const act = (action: string) => {
    if (action === 'import') file.current?.click();
    if (scenario === null) return;
    if (action === 'duplicate') run(duplicateScenario, scenario.id, t('scenario.copy-name', { name: scenario.name }));
    else if (action === 'rename') setNaming(true);
    else if (action === 'delete') run(deleteScenario, scenario.id);
    else if (action === 'export') run(exportScenario, scenario.id);
  };
  const actions =
    scenario === null ? (['import'] as const) : (['duplicate', 'rename', 'delete', 'export', 'import'] as const);
  return (
    <div className="scenario-bar">
      <div className="scenario-row">
        <Choice
          label={t('scenario.label')}
          hideLabel
          className="scenario-choice"
          value={scenario?.id ?? BASELINE}
          options={[
            { value: BASELINE, label: t('scenario.baseline') },
            ...scenarios.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => run(chooseScenario, id === BASELINE ? null : id)}
        />
        <IconButton
          icon={Plus}
          label={t('scenario.new')}
          onPress={() => run(newScenario, t('scenario.new-name', { number: scenarios.length + 1 }))}
        />
        <IconButton icon={Undo2} label={t('scenario.undo')} onPress={() => undoChange(app)} />
        <IconButton icon={Redo2} label={t('scenario.redo')} onPress={() => redoChange(app)} />
        <MenuTrigger>
          <Button className="button quiet icon-only" aria-label={t('scenario.more')}>
            <EllipsisVertical className="icon" aria-hidden="true" />
          </Button>
          <Popover className="popover" placement="bottom end" offset={4}>
            <Menu className="options" aria-label={t('scenario.more')} onAction={(key) => act(String(key))}>
              {actions.map((action) => (
                <MenuItem key={action} id={action} className="option">
                  {t(`scenario.${action}`)}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            event.target.value = '';
            void chosen?.text().then((text) => run(importScenario, text));
          }}
        />
      </div>
      {isNaming && scenario !== null ? (
        <NameField key={scenario.id} scenario={scenario} onDone={() => setNaming(false)} />
      ) : null}
    </div>
  );
}

function NameField({ scenario, onDone }: { readonly scenario: Scenario; readonly onDone: () => void }) {
  const t = useText();
  const run = useCommand();
  const [name, setName] = useState(scenario.name);
  return (
    <form
      className="scenario-name"
      onSubmit={(event) => {
        event.preventDefault();
        run(renameScenario, scenario.id, name);
        onDone();
      }}
    >
      <TextField value={name} onChange={setName} autoFocus maxLength={80}>
        <Label className="field-label">{t('scenario.name')}</Label>
        <Input className="text-input" />
      </TextField>
      <Button className="button" type="submit">
        {t('scenario.save-name')}
      </Button>
    </form>
  );
}
