import { forgetInTab, keepInTab, keptInTab } from './tab-memory.ts';

/**
 * A client id that a reload keeps; 23 characters at most, as MQTT 3.1 asks. It is taken while the page is open, so that a
 * duplicated tab, which inherits what the tab keeps, does not fight for the same session.
 */
export function takeClientId(): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  const id = keptInTab('client') ?? `page-${random[0]!.toString(36)}${random[1]!.toString(36)}`;
  forgetInTab('client');
  window.addEventListener('pagehide', () => keepInTab('client', id));
  return id;
}
