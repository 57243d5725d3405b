import type { IncomingMessage, ServerResponse } from 'node:http';

import type { AliyunEmulator } from '../emulator-types.ts';
import { EmulatorError } from '../emulator-error.ts';
import { BadRequest } from '../http/bad-request.ts';
import { HttpListener } from '../http/http-listener.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson } from '../http/send.ts';
import { sameSecret } from '../token.ts';
import { controlActions } from './actions.ts';

const maximumBody = 65_536;

/**
 * The controls over HTTP, on a port of their own. Every request needs the bearer token, and no page of a browser is
 * let in (no CORS headers): a web site that someone happens to visit must not be able to steer their emulator.
 */
export class ControlPort {
  readonly #emulator: AliyunEmulator;
  readonly #token: string;
  readonly #listener: HttpListener;

  constructor(options: { emulator: AliyunEmulator; address: string; port: number; token: string }) {
    this.#emulator = options.emulator;
    this.#token = options.token;
    this.#listener = new HttpListener({
      address: options.address,
      port: options.port,
      handle: (request, response) => {
        void this.#serve(request, response);
      },
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  async open(): Promise<void> {
    await this.#listener.open();
  }

  async close(): Promise<void> {
    await this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const authorization = request.headers.authorization ?? '';
      if (!sameSecret(authorization, `Bearer ${this.#token}`))
        throw new BadRequest('the bearer token is missing or wrong', 401);
      const url = new URL(request.url ?? '/', 'http://control');
      const action = controlActions.get(`${request.method ?? ''} ${url.pathname}`);
      if (action === undefined) throw new BadRequest('there is no such control', 404);
      const body = (await readJsonBody(request, maximumBody)) ?? {};
      sendJson(response, 200, { ok: true, result: (await action(this.#emulator, { url, body })) ?? null });
    } catch (error) {
      sendJson(response, statusOf(error), {
        ok: false,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

function statusOf(error: unknown): number {
  if (error instanceof BadRequest) return error.status;
  if (error instanceof EmulatorError) return error.code === 'not-found' ? 404 : 400;
  return 500;
}
