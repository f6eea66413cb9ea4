import { useEffect, useMemo, useRef, useState } from 'react';
import type { ResultTable } from '../../core/store/database.ts';
import { useAppState } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import { type ChartChoice, chooseChart } from './chart-choice.ts';

/** Points beyond this add nothing to a picture of this size; what was left out is said. */
const MOST_POINTS = 5_000;

/** A picture of the result, chosen by its columns. Drawn by Observable Plot, which is loaded with the first chart. */
export function ResultChart({ table }: { readonly table: ResultTable }) {
  const t = useText();
  const presenter = useAppState((state) => state.presenter);
  const theme = useAppState((state) => `${state.theme} ${state.systemDark}`);
  const rowsLabel = t('chart.rows');
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const choice = useMemo(() => chooseChart(table), [table]);

  useEffect(() => {
    if (host.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    // The region's size, not the drawing's: a long bar chart scrolls inside it.
    observer.observe(host.current.parentElement ?? host.current);
    return () => observer.disconnect();
  }, []);
  // Another theme needs another drawing
  useEffect(() => {
    if (size === null || choice.mark === 'none') return;
    let gone = false;
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (gone) return;
      const drawn = drawChart(table, choice, { ...size, mostPoints: MOST_POINTS, large: presenter, rowsLabel });
      // Plot labels its groups, which have no role: the picture as a whole has one name.
      for (const group of drawn.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label');
      drawn.setAttribute('role', 'img');
      drawn.setAttribute('aria-label', describe(table, choice, t('chart.of')));
      host.current?.replaceChildren(drawn);
    });
    return () => {
      gone = true;
    };
  }, [table, choice, size, presenter, theme, rowsLabel]);

  if (choice.mark === 'none') {
    return (
      <div className="empty result-empty">
        <p>{table.rowCount === 0 ? t('chart.no-rows') : t('chart.no-number')}</p>
      </div>
    );
  }
  return (
    <div className="chart">
      <ScrollRegion className="chart-host" label={t('result.chart')}>
        <div ref={host} className="chart-drawing" />
      </ScrollRegion>
      <p className="small muted chart-note">
        {t(`chart.${choice.mark}`)}
        {table.rowCount > MOST_POINTS
          ? ` ${t('chart.cut', { shown: count(MOST_POINTS), all: count(table.rowCount) })}`
          : ''}
      </p>
    </div>
  );
}

function describe(table: ResultTable, choice: Exclude<ChartChoice, { mark: 'none' }>, of: string): string {
  const names = choice.mark === 'histogram' ? [choice.x] : [choice.y, choice.x];
  return `${of} ${names.map((index) => table.columns[index]!.name).join(' / ')}`;
}
