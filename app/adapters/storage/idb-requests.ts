/** IndexedDB's events as promises, and its errors as the app's. */
import { KeepError } from '../../core/store/keep-store.ts';

export function keepError(error: unknown, fallback = 'the browser refused to store'): KeepError {
  if (error instanceof KeepError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const message = error instanceof Error || error instanceof DOMException ? error.message : '';
  const words = message === '' ? fallback : message;
  if (name === 'QuotaExceededError') return new KeepError('full', words);
  if (name === 'VersionError') return new KeepError('other-version', words);
  return new KeepError('failed', words);
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(keepError(request.error));
  });
}

/** Resolves when the transaction is through; rejects with why it is not, once nothing of it is left. */
export function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(keepError(transaction.error));
  });
}

/** Opens a database; `upgrade` makes its stores. Rejects with KeepError, `unavailable` where there is no IndexedDB. */
export function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(name, version);
    } catch (error) {
      // Undefined in some private windows, refused by some settings.
      reject(new KeepError('unavailable', error instanceof Error ? error.message : 'no IndexedDB'));
      return;
    }
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      const error = keepError(request.error);
      reject(error.code === 'failed' ? new KeepError('unavailable', error.message) : error);
    };
    request.onblocked = () => reject(new KeepError('unavailable', 'another tab holds an older version open'));
  });
}
