/**
 * A page that can be frozen as a browser freezes a tab in the background. Playwright keeps its pages visible, and a visible
 * page never freezes: so this one is opened and driven by the browser's own protocol, and handed over to Playwright once it
 * need not freeze any more.
 */
import { createServer } from 'node:net';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { listen } from '../../simulators/server/broker.ts';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_A_BROWSER } from './find-browser.mjs';

export interface FreezablePage {
  evaluate(expression: string): Promise<unknown>;
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** The same page, still open, for Playwright from here on. */
  handOver(): Promise<Page>;
  close(): Promise<void>;
}

export async function openFreezablePage(url: string): Promise<FreezablePage> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(HOW_TO_GET_A_BROWSER);
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...BROWSER_FLAGS, `--remote-debugging-port=${port}`],
  });
  const root = await browser.newBrowserCDPSession();
  const { targetId } = await root.send('Target.createTarget', { url });
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
  const send = sendTo(root, sessionId);
  let over: { close(): Promise<void> } | null = null;
  return {
    async evaluate(expression) {
      const answer = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      return (answer as { result?: { value?: unknown } }).result?.value;
    },
    freeze: async () => void (await send('Page.setWebLifecycleState', { state: 'frozen' })),
    thaw: async () => void (await send('Page.setWebLifecycleState', { state: 'active' })),
    async handOver() {
      const second = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      over = second;
      const page = second
        .contexts()
        .flatMap((context) => context.pages())
        .find((each) => each.url().startsWith(url));
      if (page === undefined) throw new Error(`No page at ${url}`);
      await page.bringToFront();
      return page;
    },
    async close() {
      await over?.close();
      await browser.close();
    },
  };
}

/** Messages to a session that is not Playwright's: text within messages of the browser's session. */
function sendTo(root: CDPSession, sessionId: string) {
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  let nextId = 1;
  root.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as { id?: number; result?: unknown; error?: { message: string } };
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  return (method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error.message)),
      );
      root
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject);
    });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  return port;
}
