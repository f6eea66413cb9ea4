import { Download, MapPinned } from 'lucide-react';
import { useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { exportResult } from '../../commands/export-result.ts';
import { canBeKeptLive, keepQueryLive } from '../../commands/keep-query-live.ts';
import { showResultOnMap } from '../../commands/show-result-on-map.ts';
import type { ResultTable } from '../../core/store/database.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Segmented } from '../parts/segmented.tsx';
import { Toggle } from '../parts/toggle.tsx';

export type ResultView = 'table' | 'chart';

export interface ResultBarProps {
  readonly table: ResultTable | null;
  readonly view: ResultView;
  readonly onView: (view: ResultView) => void;
}

/** How long the answer is and took, and what can be done with it. */
export function ResultBar({ table, view, onView }: ResultBarProps) {
  const t = useText();
  const run = useCommand();
  const live = useAppState((state) => state.query.live);
  const sql = useAppState((state) => state.query.sql);
  const mayBeLive = useMemo(() => canBeKeptLive(sql), [sql]);
  const done = table !== null;
  return (
    <div className="result-bar">
      <Segmented
        label={t('result.view')}
        value={view}
        options={[
          { value: 'table', label: t('result.table') },
          { value: 'chart', label: t('result.chart') },
        ]}
        onChange={onView}
      />
      <span className="result-gap" />
      {done ? (
        <>
          {mayBeLive ? (
            <Toggle on={live} onChange={(on) => run(keepQueryLive, on)}>
              {t('result.live')}
            </Toggle>
          ) : null}
          <Button className="button quiet" aria-label={t('result.map')} onPress={() => run(showResultOnMap)}>
            <MapPinned className="icon" aria-hidden="true" />
            <span className="label-wide">{t('result.map')}</span>
          </Button>
          <MenuTrigger>
            <Button className="button quiet icon-only" aria-label={t('result.export')}>
              <Download className="icon" aria-hidden="true" />
            </Button>
            <Popover className="popover" placement="bottom end" offset={4}>
              <Menu
                className="options"
                aria-label={t('result.export')}
                onAction={(format) => run(exportResult, format as 'csv' | 'geojson')}
              >
                <MenuItem id="csv" className="option">
                  {t('result.export.csv')}
                </MenuItem>
                <MenuItem id="geojson" className="option">
                  {t('result.export.geojson')}
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        </>
      ) : null}
    </div>
  );
}
