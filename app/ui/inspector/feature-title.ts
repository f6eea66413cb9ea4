import type { FeatureAttribute } from '../../commands/read-feature.ts';
import type { Translate } from '../i18n/text.ts';

/** What a feature is called: its name; for a building its use and the year it was built; else its identifier. */
export function featureTitle(
  table: string,
  featureId: string,
  attributes: readonly FeatureAttribute[],
  t: Pick<Translate, 'named'>,
): string {
  const valueIn = (wanted: string) => attributes.find(({ name }) => name === wanted)?.value ?? null;
  const name = valueIn('name');
  if (typeof name === 'string' && name !== '') return name;
  if (table !== 'buildings') return featureId;
  const key = `thing.building.${valueIn('use')}`;
  const use = t.named(key);
  const year = valueIn('year');
  if (use === key) return featureId;
  return year === null ? use : `${use}, ${year}`;
}
