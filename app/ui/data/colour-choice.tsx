import { colourLayerBy } from '../../commands/colour-layer-by.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { attributesOf, colouredBy } from '../../state/drawn-layers.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { shownUnit } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';

const PLAIN = '';

/** By which attribute a layer is coloured; plain for none. In the 3D form the buildings stay white. */
export function ColourChoice({ layer }: { readonly layer: LayerSpec }) {
  const t = useText();
  const run = useCommand();
  const form = useAppState((state) => state.form);
  const attributes = attributesOf(layer);
  const own = colouredBy(layer);
  const offered = attributes.some(({ id }) => id === own);
  if (attributes.length === 0 && own === null) return null;
  return (
    <>
      <Choice
        label={t('layer.colour')}
        value={own ?? PLAIN}
        options={[
          { value: PLAIN, label: t('layer.colour.plain') },
          ...(own === null || offered
            ? []
            : [{ value: own, label: attributeName(own, t), aside: t('layer.from-query') }]),
          ...attributes.map((attribute) => ({
            value: attribute.id,
            label: attributeName(attribute.id, t),
            aside: attribute.live
              ? t('layer.colour.live', { unit: shownUnit(attribute.unit, attribute.id) })
              : shownUnit(attribute.unit, attribute.id),
          })),
        ]}
        onChange={(attribute) => run(colourLayerBy, layer.id, attribute === PLAIN ? null : attribute)}
      />
      {form === '3d' && (layer.shape === 'extrusion' || layer.shape === 'surface') && own !== null ? (
        <p className="small muted">{t('layer.colour.form')}</p>
      ) : null}
    </>
  );
}
