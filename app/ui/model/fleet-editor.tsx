import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { setFleet } from '../../commands/set-fleet.ts';
import type { Fleet } from '../../core/models/emissions/fleet.ts';
import type { Scenario } from '../../core/models/scenario/edits.ts';
import { FLEET_PRESETS, type FleetPreset, fleetAfter, STANDARD_FLEET } from '../../state/model-facts.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { FleetEffect } from './fleet-effect.tsx';
import { FleetShares } from './fleet-shares.tsx';

const PRESETS = Object.keys(FLEET_PRESETS) as readonly FleetPreset[];

/** The mix of vehicles: shares by class and Euro standard, mixes to begin with, and what a mean vehicle emits then. */
export function FleetEditor({ scenario }: { readonly scenario: Scenario }) {
  const t = useText();
  const run = useCommand();
  const [fleet, setDraft] = useState<Fleet | null>(null);
  const editor = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const isOpen = fleet !== null;
  const wasOpen = useRef(isOpen);
  // It opens below what fills the sheet, and what was pressed is gone: the eye and the keyboard are led along.
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    const to = isOpen ? editor.current : opener.current;
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: isOpen ? 'start' : 'nearest' });
  }, [isOpen]);
  const edit = scenario.edits.find(({ kind }) => kind === 'change-fleet');
  const present = edit?.kind === 'change-fleet' ? edit.fleet : STANDARD_FLEET;
  const dials = scenario.edits.filter(({ kind }) => kind === 'electrify' || kind === 'low-emission-zone');
  if (fleet === null) {
    return (
      <Section title={t('fleet.title')}>
        <div className="draft-actions">
          <Button ref={opener} className="button small" onPress={() => setDraft(present)}>
            {t('fleet.edit')}
          </Button>
          {edit === undefined ? null : (
            <Button className="button small quiet" onPress={() => run(setFleet, scenario.id, null)}>
              {t('fleet.remove')}
            </Button>
          )}
        </div>
      </Section>
    );
  }
  return (
    <Section title={t('fleet.title')}>
      <section ref={editor} className="edit-draft" tabIndex={-1} aria-label={t('fleet.edit')}>
        <p className="small">{t('fleet.about')}</p>
        <p className="field-label" id="fleet-presets">
          {t('fleet.presets')}
        </p>
        <ul className="fleet-presets" aria-labelledby="fleet-presets">
          {PRESETS.map((preset) => (
            <li key={preset}>
              <Button className="button small" onPress={() => setDraft(FLEET_PRESETS[preset])}>
                {t(`fleet.preset.${preset}`)}
              </Button>
            </li>
          ))}
        </ul>
        <FleetShares fleet={fleet} onChange={setDraft} />
        <FleetEffect before={STANDARD_FLEET} after={fleetAfter(dials, fleet)} withDials={dials.length > 0} />
        <div className="draft-actions">
          <Button
            className="button primary"
            onPress={() => {
              setDraft(null);
              run(setFleet, scenario.id, isToday(fleet) ? null : fleet);
            }}
          >
            {t('fleet.apply')}
          </Button>
          <Button className="button" onPress={() => setDraft(null)}>
            {t('fleet.cancel')}
          </Button>
        </div>
      </section>
    </Section>
  );
}

function isToday(fleet: Fleet): boolean {
  const ids = new Set([...Object.keys(fleet), ...Object.keys(STANDARD_FLEET)]);
  return [...ids].every((id) => Math.abs((fleet[id] ?? 0) - (STANDARD_FLEET[id] ?? 0)) < 1e-9);
}
