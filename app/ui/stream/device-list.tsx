import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { pickSensor } from '../../commands/pick-sensor.ts';
import { type DeviceRow, readDevices } from '../../commands/read-devices.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { shortTime } from '../format/times.ts';
import { measured } from '../format/units.ts';
import { useText } from '../i18n/text.ts';
import { FlagSign } from '../parts/flag-sign.tsx';
import { Note } from '../parts/note.tsx';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';
import { useRemPx } from '../use-rem-px.ts';

const ROW_REM = 2.75;

/** Who spoke last, and what; a press picks the device on the map. */
export function DeviceList() {
  const t = useText();
  const [search, setSearch] = useState('');
  const reading = useReading('devices', ['observations', 'observations_latest', 'sensors'], 1500, readDevices);
  const wanted = search.trim().toLowerCase();
  const rows = (reading.value ?? []).filter((row) =>
    `${row.sensorId} ${row.name} ${row.domain} ${row.kind} ${row.property}`.toLowerCase().includes(wanted),
  );
  return (
    <Section title={t('devices.title')} aside={reading.value === null ? undefined : count(rows.length)}>
      <SearchField aria-label={t('devices.search')} value={search} onChange={setSearch}>
        <Input className="text-input" placeholder={t('devices.search')} />
      </SearchField>
      {reading.status === 'failed' ? (
        <Note tone="warning" detail={reading.detail}>
          {t('devices.failed')}
        </Note>
      ) : null}
      {reading.status === 'loading' && reading.value === null ? (
        <div className="skeleton-stack" aria-busy="true">
          <span className="skeleton" />
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ) : rows.length === 0 ? (
        <p className="muted small">{wanted === '' ? t('devices.none') : t('devices.none-found', { search })}</p>
      ) : (
        <Devices rows={rows} />
      )}
    </Section>
  );
}

function Devices({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const t = useText();
  const scroll = useRef<HTMLElement>(null);
  const rowPx = ROW_REM * useRemPx();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 6,
  });
  return (
    <ScrollRegion ref={scroll} className="device-scroll" label={t('devices.title')}>
      <ul style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <li
            key={rows[item.index]!.sensorId}
            className="device-item"
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            <Device row={rows[item.index]!} />
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}

function Device({ row }: { readonly row: DeviceRow }) {
  const t = useText();
  const run = useCommand();
  const { timeZone } = useApp().ports;
  const selected = useAppState((state) => state.selected?.featureId === row.sensorId);
  const value = row.value === null ? '–' : measured(row.value, row.unit, row.property);
  return (
    <Button className={`device${selected ? ' selected' : ''}`} onPress={() => run(pickSensor, row.sensorId)}>
      <span className="device-name ellipsis">{row.name === '' ? row.sensorId : row.name}</span>
      <span className="device-value">{row.lastMs === null ? '' : value}</span>
      <span className="device-kind small muted ellipsis">
        {row.sensorId} · {row.kind === '' ? t('devices.unknown') : t.named(`kind.${row.domain}/${row.kind}`)}
      </span>
      <span className="device-time small muted">
        {row.lastMs === null ? (
          t('devices.silent')
        ) : (
          <>
            {row.flag !== null && row.flag > 2 ? <FlagSign flag={row.flag} /> : null}
            {t.named(`property.${row.property}`)}, {shortTime(row.lastMs, timeZone)}
          </>
        )}
      </span>
    </Button>
  );
}
