import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchBytes } from '../../../../app/adapters/files/fetch-bytes.ts';

afterEach(() => vi.unstubAllGlobals());

const serve = (answer: () => Response | Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('fetching a file', () => {
  it('gives its bytes', async () => {
    serve(() => new Response('{"a":1}'));
    expect(text(await fetchBytes('a.json'))).toBe('{"a":1}');
  });

  it('unpacks a file that is stored gzipped', async () => {
    serve(() => new Response(new Uint8Array(gzipSync('a district, packed'))));
    expect(text(await fetchBytes('a.json.gz'))).toBe('a district, packed');
  });

  it('tells how far it has come', async () => {
    serve(() => new Response('0123456789'));
    const seen: number[] = [];
    expect(text(await fetchBytes('a', undefined, ({ loadedBytes }) => seen.push(loadedBytes)))).toBe('0123456789');
    expect(seen.at(-1)).toBe(10);
  });

  it('fails with the status where the server refuses', async () => {
    serve(() => new Response('', { status: 404, statusText: 'Not Found' }));
    await expect(fetchBytes('gone')).rejects.toMatchObject({ url: 'gone', status: 404, message: '404 Not Found' });
  });

  it('fails with status 0 where no answer comes', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(fetchBytes('away')).rejects.toMatchObject({ status: 0, message: 'Failed to fetch' });
  });

  it('passes an abort on', async () => {
    const leave = new AbortController();
    leave.abort();
    serve(() => Promise.reject(leave.signal.reason));
    await expect(fetchBytes('late', leave.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
