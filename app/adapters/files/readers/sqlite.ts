/** SQLite in WebAssembly (sql.js), loaded when the first database is opened. */
import type { Database, SqlJsStatic } from 'sql.js';

let loaded: Promise<SqlJsStatic> | null = null;

async function load(): Promise<SqlJsStatic> {
  const url = new URL('../../../../node_modules/sql.js/dist/sql-wasm-browser.wasm', import.meta.url);
  const [{ default: initSqlJs }, wasmBinary] = await Promise.all([import('sql.js'), bytesOf(url)]);
  return initSqlJs({ wasmBinary });
}

/** Node has the file beside it, a page asks its own origin. */
async function bytesOf(url: URL): Promise<ArrayBuffer> {
  if (url.protocol !== 'file:') return (await fetch(url)).arrayBuffer();
  const node = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ node)) as typeof import('node:fs/promises');
  const bytes = await readFile(url);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Version numbers of the file format: 2 says that a journal lies beside the file, which a dropped file does not have. */
const JOURNAL_BYTES = [18, 19];

/** The database in a copy of the bytes. Throws what SQLite says. */
export async function openSqlite(bytes: Uint8Array): Promise<Database> {
  loaded ??= load();
  const { Database } = await loaded;
  const copy = bytes.slice();
  for (const at of JOURNAL_BYTES) if (copy[at] === 2) copy[at] = 1;
  return new Database(copy);
}
