import { expect, it } from 'vitest';
import { Sha256, sha256 } from '../../../../app/core/base/sha256.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

// The examples of FIPS 180-4 and NIST's test vectors.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('hashes what is published: %.12s', (text, hash) => {
  expect(sha256(bytesOf(text))).toBe(hash);
});

it('gives the same whatever the pieces', () => {
  const bytes = bytesOf('0123456789'.repeat(40));
  const hash = new Sha256();
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7) % 131) {
    hash.update(bytes.subarray(at, at + step));
  }
  expect(hash.hex()).toBe(sha256(bytes));
});
