import type { TableInfo } from '../../core/store/database.ts';
import { useReading } from '../use-reading.ts';

/** Tables and columns of the database; row counts are looked at again every few seconds while rows arrive. */
export function useTables() {
  return useReading<readonly TableInfo[]>('tables', EVERY_TABLE, 3000, (database) => database.tables());
}

const EVERY_TABLE = ['*'];
