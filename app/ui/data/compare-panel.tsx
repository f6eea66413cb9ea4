import { compareAttributes } from '../../commands/compare-attributes.ts';
import { attributesOf } from '../../state/drawn-layers.ts';
import { layersTopDown } from '../../state/layer-order.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { shownUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Section } from '../parts/section.tsx';
import { Toggle } from '../parts/toggle.tsx';

/** Two attributes of one layer side by side, with a line between them that can be moved. */
export function ComparePanel() {
  const t = useText();
  const run = useCommand();
  const layers = useAppState((state) => state.layers);
  const comparison = useAppState((state) => state.comparison);
  const comparable = layersTopDown(layers)
    .filter((layer) => attributesOf(layer).length >= 2)
    .sort((a, b) => Number(b.shape === 'extrusion') - Number(a.shape === 'extrusion'));
  const layer = comparable.find(({ id }) => id === comparison?.layerId) ?? comparable[0];
  if (layer === undefined) return null;
  const attributes = attributesOf(layer);
  const options = attributes.map((attribute) => ({
    value: attribute.id,
    label: attributeName(attribute.id, t),
    aside: shownUnit(attribute.unit, attribute.id),
  }));
  const first = { layerId: layer.id, left: attributes[0]!.id, right: attributes[1]!.id };
  return (
    <Section title={t('compare.title')}>
      <div className="compare-choice">
        <Toggle on={comparison !== null} onChange={(on) => run(compareAttributes, on ? first : null)}>
          {t('compare.on')}
        </Toggle>
        {comparison === null ? (
          <p className="small muted">{t('compare.hint')}</p>
        ) : (
          <>
            <Choice
              label={t('compare.layer')}
              value={layer.id}
              options={comparable.map((candidate) => ({ value: candidate.id, label: t.named(candidate.title) }))}
              onChange={(layerId) => {
                const [left, right] = attributesOf(comparable.find(({ id }) => id === layerId)!);
                run(compareAttributes, { layerId, left: left!.id, right: right!.id });
              }}
            />
            <div className="compare-pair">
              <Choice
                label={t('compare.left')}
                value={comparison.left}
                options={options}
                onChange={(left) => run(compareAttributes, { ...comparison, left })}
              />
              <Choice
                label={t('compare.right')}
                value={comparison.right}
                options={options}
                onChange={(right) => run(compareAttributes, { ...comparison, right })}
              />
            </div>
          </>
        )}
      </div>
    </Section>
  );
}
