/** The server as a process of its own on free ports, as `npm start` ends up in, so that it can be killed without a word. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly server: { readonly port: number; readonly hostToken: string; readonly runId: string };
  readonly resumed: boolean;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}

export async function startServerProcess(parameters: readonly string[]): Promise<ServerProcess> {
  const all = ['--host', '127.0.0.1', '--mqtt-port', '0', ...parameters];
  const entry = `import { main } from './simulators/server/main.ts'; await main(${JSON.stringify(all)}, process.cwd());`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', entry], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Ctrl-C stops it.')) resolve();
      });
    }
    child.once('close', () => reject(new Error(output)));
  });
  const [, runId, resumed] = /run ([\w-]+)(, resumed)?\)/.exec(output)!;
  const [, port, hostToken] = /http:\/\/localhost:(\d+)\/#host=(\S+)/.exec(output)!;
  return {
    url: `http://127.0.0.1:${port}/`,
    server: { port: Number(port), hostToken: hostToken!, runId: runId! },
    resumed: resumed !== undefined,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
