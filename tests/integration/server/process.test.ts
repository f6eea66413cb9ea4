import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listen } from '../../../simulators/server/broker.ts';
import { temporaryFolder } from './served.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The server as a process of its own, without the steps before it (install, build). */
function run(...parameters: string[]) {
  const entry = `import { main } from './simulators/server/main.ts';
    main(${JSON.stringify(parameters)}, process.cwd()).catch((error) => { console.error(error.message); process.exitCode = 1; });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', entry], { cwd: root });
  let output = '';
  const said: ((text: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      for (const look of said) look(output);
    });
  }
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      said.push((all) => all.includes(text) && resolve());
      child.once('close', () => reject(new Error(output)));
    });
  const ended = once(child, 'close').then(([code]) => ({ code, output }));
  return { child, says, ended };
}

it('says where it is and stops cleanly when it is asked to', async () => {
  const state = path.join(temporaryFolder(), 'run.json');
  const server = run('--port', '0', '--mqtt-port', '0', '--host', '127.0.0.1', '--state', state);
  await server.says('Ctrl-C stops it.');
  const askedMs = performance.now();
  server.child.kill('SIGTERM');
  const { code, output } = await server.ended;
  expect(code).toBe(0);
  expect(performance.now() - askedMs).toBeLessThan(1_000);
  expect(output).toMatch(/On this computer {3}http:\/\/localhost:\d+\//);
  expect(output).toMatch(/#host=[\w-]{24}/);
});

it('shows no host link where another broker is used: that link could not set the clock', async () => {
  const nobody = createServer((socket) => socket.destroy());
  const port = await listen(nobody, 0, '127.0.0.1');
  const state = path.join(temporaryFolder(), 'run.json');
  const broker = ['--broker', `mqtt://127.0.0.1:${port}`, '--page-broker', 'ws://127.0.0.1:1/'];
  const server = run('--port', '0', '--host', '127.0.0.1', '--state', state, ...broker);
  await server.says('Ctrl-C stops it.');
  server.child.kill('SIGTERM');
  const { output } = await server.ended;
  expect(output).not.toContain('#host=');
  expect(output).toMatch(/publish \{"type":"pause","token":"[\w-]{24}"\}\s+to city\/eixample\/control\/clock\/set/);
  nobody.close();
});

it('names the option when its port is taken', async () => {
  const other = createServer();
  const port = await listen(other, 0, '127.0.0.1');
  const { code, output } = await run('--port', String(port), '--mqtt-port', '0', '--host', '127.0.0.1').ended;
  expect([code, output.trim()]).toEqual([1, `Port ${port} is in use already. Choose another one with --port NUMBER.`]);
  other.close();
});
