import type { Page, Worker } from 'playwright-core';

export type WorkerName = 'stream' | 'database' | 'layers' | 'embedded-city';

export async function workerNamed(page: Page, name: WorkerName): Promise<Worker> {
  for (const worker of page.workers()) {
    if ((await worker.evaluate(() => self.name).catch(() => null)) === name) return worker;
  }
  throw new Error(`The page has no worker ${name}`);
}

/** Ends a worker from inside, as a lack of memory would: the page is told nothing. */
export async function killWorker(page: Page, name: WorkerName): Promise<void> {
  const worker = await workerNamed(page, name);
  const closed = worker.waitForEvent('close');
  await Promise.race([worker.evaluate(() => self.close()).catch(() => undefined), closed]);
  await closed;
}
