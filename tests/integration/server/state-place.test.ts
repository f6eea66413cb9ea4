import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstWritable } from '../../../simulators/server/state-place.ts';

describe.skipIf(process.platform === 'win32')('a place for the run among temporary files', () => {
  const permissions = (folder: string) => statSync(folder).mode & 0o777;
  let free = '';
  let elsewhere = '';
  beforeEach(() => {
    elsewhere = mkdtempSync(path.join(tmpdir(), 'maqueta-elsewhere-'));
    free = `${elsewhere}-place`;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(free, { recursive: true, force: true });
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it('is made for this account alone', () => {
    expect(firstWritable([free])).toBe(free);
    expect(permissions(free)).toBe(0o700);
  });

  it('that stood open is closed to others', () => {
    mkdirSync(free);
    chmodSync(free, 0o777);
    expect(firstWritable([free])).toBe(free);
    expect(permissions(free)).toBe(0o700);
  });

  it('is not one that somebody else made, nor a link that leads away', () => {
    const last = path.join(elsewhere, 'last');
    mkdirSync(free);
    vi.spyOn(process, 'getuid').mockReturnValue(statSync(free).uid + 1);
    expect(firstWritable([free, last])).toBe(last);
    vi.restoreAllMocks();
    rmSync(free, { recursive: true });
    symlinkSync(elsewhere, free);
    expect(firstWritable([free, last])).toBe(last);
  });
});
