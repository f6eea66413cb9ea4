import { describe, expect, it } from 'vitest';
import { laySuperblockInMiddle } from '../../../app/commands/lay-superblock.ts';
import { writeWkb } from '../../../app/core/geo/wkb.ts';
import { testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';
import { fakeWhatIf, STREETS } from '../../builders/what-if.ts';

/** Five by five blocks about 0/0, in thousandths of a degree. */
const blocks = resultTable(
  [
    ['feature_id', 'text'],
    ['centroid_lon', 'number'],
    ['centroid_lat', 'number'],
    ['geom', 'blob'],
  ],
  Array.from({ length: 25 }, (_, i) => {
    const [x, y] = [((i % 5) - 2) / 1000, (Math.floor(i / 5) - 2) / 1000];
    const corners = [-1, 1, 1, -1, -1].map((side, k) => [x + side * 4e-4, y + [-1, -1, 1, 1, -1][k]! * 4e-4]);
    return [`block-${i}`, x, y, writeWkb({ type: 'Polygon', coordinates: [corners] })];
  }),
);
const streets = STREETS.map((street) => ({ ...street, lanes: street.name === 'Avinguda B' ? 3 : 2 }));
const draftEdit = { kind: 'superblock', streetIds: [], crossingIds: [] } as const;

describe('the example superblock', () => {
  const laid = async (avenueAt: (middleLon: number) => boolean) => {
    const tried: number[] = [];
    const whatIf = fakeWhatIf({
      streets: async () => streets,
      inside: async (ring) => {
        const lon = ring.reduce((sum, corner) => sum + corner[0], 0) / ring.length;
        tried.push(Math.round(lon * 1000));
        return { streetIds: avenueAt(lon) ? ['a-1', 'b-up', 'b-down'] : ['a-1', 'a-2'], crossingIds: ['n2'] };
      },
    });
    const app = testApp({ database: fakeDatabase([[/FROM blocks/, blocks]]), whatIf }, { form: 'model', draftEdit });
    await laySuperblockInMiddle(app).finished;
    return { tried, draft: app.store.getState().draftEdit };
  };

  it('keeps clear of avenues: it lies as near the middle as they let it', async () => {
    const { tried, draft } = await laid((lon) => Math.abs(lon) < 5e-4);
    expect(tried[0]).toBe(0);
    expect(Math.abs(tried.at(-1)!)).toBe(1);
    expect(draft).toMatchObject({ streetIds: ['a-1', 'a-2'] });
  });

  it('lies in the middle where avenues are everywhere, or nowhere', async () => {
    expect((await laid(() => false)).tried).toEqual([0, 0]);
    const everywhere = await laid(() => true);
    expect(everywhere.tried.at(-1)).toBe(0);
    expect(everywhere.draft).toMatchObject({ streetIds: ['a-1', 'b-up', 'b-down'] });
  });
});
