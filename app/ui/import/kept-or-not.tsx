import { useEffect, useState } from 'react';
import type { StorageState, StorageStatus } from '../../core/store/work-storage.ts';
import { useApp } from '../app-context.tsx';
import { byteSize } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';

/** Of what the browser has left for this site, with some to spare, as the store itself reckons. */
const ROOM_SHARE = 0.8;
const KEEPS: readonly StorageState[] = ['opening', 'writing'];

/** Says before a table is made that it will not be there after a reload; nothing where it will. */
export function KeptOrNot({ bytes }: { readonly bytes: number }) {
  const t = useText();
  const { storage } = useApp().ports;
  const [status, setStatus] = useState<StorageStatus | null>(null);
  useEffect(() => storage.onStatus(setStatus), [storage]);
  if (status === null) return null;
  const { state, usedBytes, quotaBytes } = status;
  if (!KEEPS.includes(state)) return <> {t('import.not-kept')}</>;
  if (usedBytes === null || quotaBytes === null) return null;
  const room = Math.max(0, ROOM_SHARE * (quotaBytes - usedBytes));
  return bytes <= room ? null : <> {t('import.too-large-to-keep', { room: byteSize(room) })}</>;
}
