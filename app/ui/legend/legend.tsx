import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { colouredLayers } from '../../state/coloured-layers.ts';
import { legendOf } from '../../state/legend.ts';
import { useAppState } from '../app-context.tsx';
import { ColourChoice } from '../data/colour-choice.tsx';
import { unitSign } from '../format/units.ts';
import { attributeName } from '../i18n/attribute-name.ts';
import { useText } from '../i18n/text.ts';
import { LegendKey } from './legend-key.tsx';

/** Lower left of the map, whenever something is coloured by data. It is the colour rule; a press changes it. */
export function Legend() {
  const t = useText();
  const layers = useAppState((state) => state.layers);
  const form = useAppState((state) => state.form);
  const comparison = useAppState((state) => state.comparison);
  const coloured = colouredLayers({ layers, form, comparison });
  if (coloured.length === 0) return null;
  return (
    <aside className="legend sheet scroll" aria-label={t('legend.title')}>
      {coloured.map((layer) => (
        <LegendEntry key={`${layer.id} ${layer.side}`} layer={layer} />
      ))}
    </aside>
  );
}

function LegendEntry({ layer }: { readonly layer: LayerSpec }) {
  const t = useText();
  const comparing = layer.side !== 'both';
  const legend = legendOf(layer.colour);
  if (legend === null || layer.colour.type === 'plain') return null;
  const unit = layer.colour.type === 'ramp' ? unitSign(layer.colour.unit) : '';
  const body = (
    <>
      <span className="legend-title">
        <strong>{attributeName(layer.colour.attribute, t)}</strong>
        <span className="legend-side">
          {comparing ? t(layer.side === 'left' ? 'legend.left' : 'legend.right') : t.named(layer.title)}
          {unit === '' ? '' : ` · ${unit}`}
        </span>
      </span>
      <LegendKey legend={legend} />
    </>
  );
  if (comparing) return <div className="legend-entry">{body}</div>;
  return (
    <div className="legend-entry">
      <DialogTrigger>
        <Button className="legend-button" aria-label={t('legend.change', { name: t.named(layer.title) })}>
          {body}
        </Button>
        <Popover className="popover" placement="top start" offset={8}>
          <Dialog className="save-query" aria-label={t('legend.change', { name: t.named(layer.title) })}>
            <ColourChoice layer={layer} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
