import { ArrowDown, ArrowUp, ChevronRight, Eye, EyeOff, Table2 } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { moveLayer } from '../../commands/move-layer.ts';
import { setLayerOpacity } from '../../commands/set-layer-opacity.ts';
import { setLayerVisibility } from '../../commands/set-layer-visibility.ts';
import { setOnlyValued } from '../../commands/set-only-valued.ts';
import { showAttributeTable } from '../../commands/show-attribute-table.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { AddFeature } from '../draw/feature-actions.tsx';
import { useText } from '../i18n/text.ts';
import { JoinButton } from '../join/join-button.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { KindBadge } from '../parts/kind-badge.tsx';
import { Range } from '../parts/range.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { StyleEditor } from '../style/style-editor.tsx';
import { ColourChoice } from './colour-choice.tsx';

export interface LayerRowProps {
  readonly layer: LayerSpec;
  readonly first: boolean;
  readonly last: boolean;
}

/** One layer: shown or not, and folded beneath it how it is coloured, how much shines through and what lies above. */
export function LayerRow({ layer, first, last }: LayerRowProps) {
  const t = useText();
  const run = useCommand();
  const name = t.named(layer.title);
  const { dataset } = useApp().ports;
  // What came with the place has looks of its own; anything else looks as a person wants it.
  const isOwn = dataset?.files.every(({ table }) => table !== layer.table) === true;
  const isTabled = useAppState((state) => state.attributeTable === layer.id);
  const percent = Math.round(layer.opacity * 100);
  return (
    <li>
      <Disclosure className={`layer-row${layer.visible ? '' : ' hidden'}`}>
        <Heading level={4} className="layer-head">
          <IconButton
            icon={layer.visible ? Eye : EyeOff}
            small
            label={layer.visible ? t('layer.hide', { name }) : t('layer.show', { name })}
            pressed={layer.visible}
            onPress={() => run(setLayerVisibility, layer.id, !layer.visible)}
          />
          <IconButton
            icon={Table2}
            small
            label={t('table.open', { name })}
            pressed={isTabled}
            onPress={() => run(showAttributeTable, isTabled ? null : layer.id)}
          />
          <Button slot="trigger" className="layer-name">
            <span className="ellipsis">{name}</span>
            <KindBadge kind={layer.kind} />
            <ChevronRight className="icon chevron" aria-hidden="true" />
          </Button>
        </Heading>
        <DisclosurePanel>
          <div className="layer-settings">
            <AddFeature layer={layer} />
            {isOwn ? <StyleEditor layer={layer} /> : <ColourChoice layer={layer} />}
            {layer.colour.type === 'plain' || isOwn ? null : (
              <Toggle on={layer.onlyValued === true} onChange={(on) => run(setOnlyValued, layer.id, on)}>
                {t('layer.only-valued')}
              </Toggle>
            )}
            <JoinButton layer={layer} />
            <div className="setting-row">
              <span className="muted">{t('layer.opacity')}</span>
              <Range
                label={t('layer.opacity.of', { name })}
                value={percent}
                min={0}
                max={100}
                step={5}
                valueText={`${percent} %`}
                onChange={(value) => run(setLayerOpacity, layer.id, value / 100)}
              />
              <span className="setting-value">{percent} %</span>
            </div>
            <div className="setting-row">
              <span className="muted">{t('layer.order')}</span>
              <span>
                <IconButton
                  icon={ArrowUp}
                  small
                  label={t('layer.up', { name })}
                  disabled={first}
                  onPress={() => run(moveLayer, layer.id, 'up')}
                />
                <IconButton
                  icon={ArrowDown}
                  small
                  label={t('layer.down', { name })}
                  disabled={last}
                  onPress={() => run(moveLayer, layer.id, 'down')}
                />
              </span>
            </div>
          </div>
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
