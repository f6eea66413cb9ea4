import { expect, it } from 'vitest';
import { scaleOf } from '../../../app/ui/map/scale-bar.tsx';

it('draws the longest round length that fits', () => {
  expect(scaleOf(1.35, 110)).toEqual({ metres: 100, px: 100 / 1.35 });
  expect(scaleOf(0.2, 110)).toEqual({ metres: 20, px: 100 });
  expect(scaleOf(null, 110)).toBeNull();
  expect(scaleOf(0, 110)).toBeNull();
});
