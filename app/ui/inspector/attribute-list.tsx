import type { FeatureAttribute } from '../../commands/read-feature.ts';
import { attributeUnit } from '../format/attributes.ts';
import { quantity } from '../format/numbers.ts';
import { withUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

export interface AttributeListProps {
  readonly attributes: readonly FeatureAttribute[];
  readonly table: string;
  readonly featureId: string;
}

/** What the table says of this feature, each with its unit; the column's own name stands in the tooltip. */
export function AttributeList({ attributes, table, featureId }: AttributeListProps) {
  const t = useText();
  return (
    <Section title={t('inspector.attributes')} aside={<span className="mono">{table}</span>}>
      <dl className="attributes">
        <dt>{t('inspector.id')}</dt>
        <dd className="mono breakable">{featureId}</dd>
        {attributes
          .filter(({ name, value }) => name !== 'name' && value !== null && value !== featureId)
          .map(({ name, value }) => (
            <div key={name} className="attribute">
              <dt title={name}>{attributeName(name, t)}</dt>
              <dd className="breakable">{valueText(name, value, t.named)}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function valueText(name: string, value: FeatureAttribute['value'], named: (name: string) => string): string {
  if (typeof value === 'bigint') return quantity(Number(value));
  // A year is a name, not an amount: no thousands separator.
  if (typeof value === 'number')
    return name === 'year' ? String(value) : withUnit(quantity(value), attributeUnit(name));
  if (typeof value === 'boolean') return named(value ? 'common.yes' : 'common.no');
  const key = `category.${name}.${value}`;
  return named(key) === key ? String(value) : named(key);
}
