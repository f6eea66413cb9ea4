import { describe, expect, it } from 'vitest';
import { readPageAddress } from '../../../app/state/page-address.ts';

describe('the address behind #', () => {
  it('makes the host page, and keeps the token out of what a projector shows', () => {
    expect(readPageAddress('#host=abcDEF_-0123456789&form=layers')).toEqual({
      hostToken: 'abcDEF_-0123456789',
      form: 'layers',
      shown: '#form=layers',
    });
  });

  it.each(['#host=short', '#host=<script>alert(1)</script>', '#form=models', '#form=__proto__', '#', ''])(
    'takes nothing from %s',
    (hash) => {
      expect(readPageAddress(hash)).toMatchObject({ hostToken: null, form: null });
    },
  );
});
