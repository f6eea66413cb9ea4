import { useMemo } from 'react';
import { catalogueOf, type DatasetCard } from '../../state/catalogue.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { useTables } from '../query/use-tables.ts';

/** A card for every table that is there. */
export function useCatalogue(): readonly DatasetCard[] {
  const t = useText();
  const { dataset } = useApp().ports;
  const own = useAppState((state) => state.cards);
  const spec = useAppState((state) => state.ownPlace.spec);
  const tables = useTables().value;
  return useMemo(() => {
    const modelled =
      spec === null ? [] : [spec.streets.table, spec.buildings?.table ?? ''].filter((name) => name !== '');
    return catalogueOf({ manifest: dataset, own, tables: tables ?? [], modelled, words: t.named });
  }, [dataset, own, spec, tables, t]);
}
