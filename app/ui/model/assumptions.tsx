import type { Assumption } from '../../core/models/assumption.ts';
import { quantity } from '../format/numbers.ts';
import { withUnit } from '../format/units.ts';
import { useText } from '../i18n/text.ts';

/** Numbers that a model stands on, each with its source and whether it was published. */
export function Assumptions({ list, open = false }: { readonly list: readonly Assumption[]; readonly open?: boolean }) {
  const t = useText();
  if (list.length === 0) return null;
  return (
    <details className="card-tables" open={open}>
      <summary className="small">{t('behind.assumptions')}</summary>
      <ul className="assumptions">
        {list.map(({ key, value, unit, range, source, kind }) => (
          <li key={key} className="small">
            <p className="assumption-head">
              <span>{nameOf(key)}</span>
              <strong>{withUnit(quantity(value), unit)}</strong>
              <span className={`badge${kind === 'published' ? ' good' : ' warn'}`}>{t(`behind.kind.${kind}`)}</span>
            </p>
            <p className="muted">
              {range === undefined
                ? ''
                : `${t('behind.range', { low: quantity(range[0]), high: withUnit(quantity(range[1]), unit) })} · `}
              {source} <span className="mono">{key}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `scenario.flow-spread` → `Flow spread`; the key itself stands behind the source, for whoever looks for it in the code. */
function nameOf(key: string): string {
  const words = key.slice(key.lastIndexOf('.') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
