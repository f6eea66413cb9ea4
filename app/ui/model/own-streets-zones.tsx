import { PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import {
  addZoneCorner,
  beginZone,
  changeOwnDraft,
  leaveZone,
  removeZone,
  takeZone,
} from '../../commands/change-own-draft.ts';
import type { OwnTable } from '../../commands/own-tables.ts';
import type { OwnPlaceSpec, ZonesSpec } from '../../core/models/own-place/own-place-spec.ts';
import { findZoneColumns } from '../../state/own-place.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { Section } from '../parts/section.tsx';
import { Segmented } from '../parts/segmented.tsx';
import { NumberField } from './own-number-field.tsx';

export interface OwnPartProps {
  readonly draft: OwnPlaceSpec;
  readonly tables: readonly OwnTable[];
}

const KINDS = ['grid', 'table', 'drawn'] as const;
const NONE = '';
const GRID_PEOPLE = 10_000;

/** Where trips begin and end, and how many people live there. */
export function OwnStreetsZones({ draft, tables }: OwnPartProps) {
  const t = useText();
  const run = useCommand();
  const { zones } = draft;
  const surfaces = tables.filter(({ shape }) => shape === 'surface' || shape === 'point');
  const change = (next: ZonesSpec) => run(changeOwnDraft, { ...draft, zones: next });
  const first = surfaces[0];
  return (
    <Section title={t('own.zones')}>
      <Segmented
        label={t('own.zones')}
        value={zones.kind}
        options={KINDS.filter((kind) => kind !== 'table' || first !== undefined).map((kind) => ({
          value: kind,
          label: t(`own.zones.${kind}`),
        }))}
        onChange={(kind) => {
          if (kind === 'grid') change({ kind, people: GRID_PEOPLE });
          else if (kind === 'drawn') change({ kind, zones: [] });
          else if (first !== undefined) change(zonesOf(first));
        }}
      />
      <p className="small muted">{t(`own.zones.${zones.kind}.how`)}</p>
      {zones.kind === 'grid' ? (
        <NumberField
          label={t('own.zones.people')}
          value={zones.people}
          range={[0, 100_000_000]}
          onChange={(people) => change({ kind: 'grid', people: people ?? 0 })}
        />
      ) : null}
      {zones.kind === 'table' ? <TableZones zones={zones} tables={surfaces} onChange={change} /> : null}
      {zones.kind === 'drawn' ? <DrawnZones zones={zones.zones} /> : null}
    </Section>
  );
}

function zonesOf({ name, geometry, columns }: OwnTable): ZonesSpec {
  return { kind: 'table', table: name, geometry: geometry!, ...findZoneColumns(columns.map((column) => column.name)) };
}

interface TableZonesProps {
  readonly zones: Extract<ZonesSpec, { readonly kind: 'table' }>;
  readonly tables: readonly OwnTable[];
  readonly onChange: (zones: ZonesSpec) => void;
}

function TableZones({ zones, tables, onChange }: TableZonesProps) {
  const t = useText();
  const columns = tables.find(({ name }) => name === zones.table)?.columns ?? [];
  const options = [
    { value: NONE, label: t('own.columns.no') },
    ...columns.map(({ name, sqlType }) => ({ value: name, label: name, aside: sqlType.toLowerCase() })),
  ];
  return (
    <div className="own-columns">
      <Choice
        label={t('own.zones.layer')}
        value={zones.table}
        options={tables.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name) => {
          const table = tables.find((candidate) => candidate.name === name);
          if (table !== undefined) onChange(zonesOf(table));
        }}
      />
      <Choice
        label={t('own.zones.name')}
        value={zones.nameColumn ?? NONE}
        options={options}
        onChange={(name) => onChange({ ...zones, nameColumn: name === NONE ? null : name })}
      />
      <Choice
        label={t('own.zones.people-column')}
        value={zones.peopleColumn ?? NONE}
        options={options}
        onChange={(name) => onChange({ ...zones, peopleColumn: name === NONE ? null : name })}
      />
    </div>
  );
}

function DrawnZones({ zones }: { readonly zones: readonly { readonly name: string; readonly people: number }[] }) {
  const t = useText();
  const run = useCommand();
  const corners = useAppState((state) => state.ownPlace.corners);
  return (
    <>
      <ul className="picked-list">
        {zones.map(({ name, people }) => (
          <li key={name} className="edit-item">
            <span className="breakable">{t('own.zones.drawn.one', { name, people: count(people) })}</span>
            <IconButton
              icon={Trash2}
              small
              label={t('own.zones.remove', { name })}
              onPress={() => run(removeZone, name)}
            />
          </li>
        ))}
      </ul>
      {corners === null ? (
        <Button className="button small" onPress={() => run(beginZone)}>
          <PenLine className="icon" aria-hidden="true" />
          {t('own.zones.draw')}
        </Button>
      ) : (
        <ZoneForm corners={corners.length} number={zones.length + 1} />
      )}
      {zones.length < 2 ? <Note tone="info">{t('own.zones.two')}</Note> : null}
    </>
  );
}

function ZoneForm({ corners, number }: { readonly corners: number; readonly number: number }) {
  const t = useText();
  const run = useCommand();
  const [name, setName] = useState(t('own.zones.new-name', { number }));
  const [people, setPeople] = useState<number | null>(1_000);
  const [text, setText] = useState('');
  const corner = cornerOf(text);
  return (
    <fieldset className="ring-form">
      <legend className="field-label">{t('own.zones.new')}</legend>
      <p className="small">{t('own.zones.draw.how')}</p>
      <form
        className="corner-field"
        onSubmit={(event) => {
          event.preventDefault();
          if (corner === null) return;
          run(addZoneCorner, corner);
          setText('');
        }}
      >
        <TextField value={text} onChange={setText}>
          <Label className="field-label">{t('own.zones.corner')}</Label>
          <Input className="text-input" placeholder="41.3917, 2.1649" autoComplete="off" />
        </TextField>
        <Button type="submit" className="button small" isDisabled={corner === null}>
          {t('own.zones.corner.add')}
        </Button>
      </form>
      <p className="small muted" role="status">
        {t('own.zones.corners', { count: corners })}
      </p>
      <TextField value={name} onChange={setName} maxLength={80}>
        <Label className="field-label">{t('own.zones.zone-name')}</Label>
        <Input className="text-input" />
      </TextField>
      <NumberField
        label={t('own.zones.zone-people')}
        value={people}
        range={[0, 100_000_000]}
        onChange={(value) => setPeople(value ?? 0)}
      />
      <div className="draft-actions">
        <Button
          className="button small"
          isDisabled={corners < 3 || name.trim() === ''}
          onPress={() => run(takeZone, name, people ?? 0)}
        >
          {t('own.zones.take')}
        </Button>
        <Button className="button small quiet" onPress={() => run(leaveZone)}>
          {t('own.cancel-zone')}
        </Button>
      </div>
    </fieldset>
  );
}

/** `latitude, longitude`, as maps tell it. */
function cornerOf(text: string): readonly [lon: number, lat: number] | null {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (match === null) return null;
  const [lat, lon] = [Number(match[1]), Number(match[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}
