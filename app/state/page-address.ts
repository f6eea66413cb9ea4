/**
 * What the part of the address behind `#` says: `host=…` makes this the host page, `form=layers` opens in that form.
 * It never reaches a server.
 */
import type { Form } from './app-state.ts';

export interface PageAddress {
  readonly hostToken: string | null;
  readonly form: Form | null;
  /** The fragment without the host's token, for the address bar: a projector shows it to the whole class. */
  readonly shown: string;
}

const TOKEN = /^[A-Za-z0-9_-]{8,128}$/;
const FORMS: readonly string[] = ['3d', 'layers', 'model'] satisfies Form[];

export function readPageAddress(hash: string): PageAddress {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const token = fields.get('host');
  const form = fields.get('form');
  fields.delete('host');
  const rest = fields.toString();
  return {
    hostToken: token !== null && TOKEN.test(token) ? token : null,
    form: form !== null && FORMS.includes(form) ? (form as Form) : null,
    shown: rest === '' ? '' : `#${rest}`,
  };
}
