import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser, HOW_TO_GET_A_BROWSER } from './find-browser.mjs';

const ACTION_PATIENCE_MS = 90_000;

const WITHOUT_GRAPHICS = ['--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--disable-background-networking'];

/** `graphics: false` has no WebGL, so no map is drawn: many times faster where a test is about the sheets. */
export async function launchBrowser({ graphics = true } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(HOW_TO_GET_A_BROWSER);
  return chromium.launch({ executablePath, args: graphics ? BROWSER_FLAGS : WITHOUT_GRAPHICS });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Address of every request made by the page and its workers since it opened. */
  readonly requests: string[];
  /** Uncaught errors and console errors, in words. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  /** The browser's language; `en-US` unless told. */
  readonly locale?: string;
  /** Called with the page before it opens the address. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** A fresh visitor: own context, no cache, every request and error written down. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.theme ?? 'light',
    locale: options.locale ?? 'en-US',
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
  });
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  // Without a graphics card and on shared cores a click may take its time.
  page.setDefaultTimeout(ACTION_PATIENCE_MS);
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.setDefaultNavigationTimeout(120_000);
  await options.before?.(page);
  await page.goto(url);
  return { context, page, requests, errors, close: () => context.close() };
}
