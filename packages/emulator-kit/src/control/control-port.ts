import type { IncomingMessage, ServerResponse } from 'node:http';

import { BadRequest } from '../errors/bad-request.ts';
import { EmulatorError } from '../errors/emulator-error.ts';
import { HttpListener } from '../http/http-listener.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson } from '../http/send-json.ts';
import type { Log } from '../log/log.ts';
import { sameSecret } from '../secrets/same-secret.ts';

const maximumBody = 65_536;

/** A request of the control interface. */
export interface ControlRequest {
  /** Address with its query. */
  readonly url: URL;
  /** Parsed body; an empty object where there is none. */
  readonly body: unknown;
}

/** One control: does something to the emulator and returns what to answer. */
export type ControlAction<E> = (emulator: E, request: ControlRequest) => unknown;

/** What a control port needs. */
export interface ControlPortOptions<E> {
  /** What the controls act on. */
  readonly emulator: E;
  /** The controls by method and path, such as `POST /v1/kick`. */
  readonly actions: ReadonlyMap<string, ControlAction<E>>;
  /** Address to listen on. */
  readonly address: string;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Bearer token that every request needs. */
  readonly token: string;
  /** Hears of refusals and failures. */
  readonly log: Log;
}

/**
 * The controls over HTTP, on a port of their own. Every request needs the bearer token, and no page of a browser is
 * let in (no CORS headers): a web site that someone happens to visit must not be able to steer their emulator.
 */
export class ControlPort<E> {
  readonly #options: ControlPortOptions<E>;
  readonly #listener: HttpListener;

  constructor(options: ControlPortOptions<E>) {
    this.#options = options;
    this.#listener = new HttpListener({
      address: options.address,
      port: options.port,
      handle: (request, response) => this.#serve(request, response),
      onFailure: (error) => {
        options.log.caught(error);
      },
    });
  }

  /** Port that it listens on. */
  get port(): number {
    return this.#listener.port;
  }

  /** Listens. Rejects `port-in-use`. */
  async open(): Promise<void> {
    await this.#listener.open();
  }

  /** Stops listening and breaks what is open. */
  async close(): Promise<void> {
    await this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const authorization = request.headers.authorization ?? '';
      if (!sameSecret(authorization, `Bearer ${this.#options.token}`))
        throw new BadRequest('the bearer token is missing or wrong', 401);
      const address = request.url ?? '/';
      if (!URL.canParse(address, 'http://control')) throw new BadRequest('the address is not readable');
      const url = new URL(address, 'http://control');
      const action = this.#options.actions.get(`${request.method ?? ''} ${url.pathname}`);
      if (action === undefined) throw new BadRequest('there is no such control', 404);
      const body = (await readJsonBody(request, maximumBody)) ?? {};
      const result = (await action(this.#options.emulator, { url, body })) ?? null;
      sendJson(response, 200, { ok: true, result });
    } catch (error) {
      const status = statusOf(error);
      if (status === 500) this.#options.log.caught(error);
      else this.#options.log.write('info', 'control refused', { status });
      // Whoever sends too much is not read to the end.
      if (status === 413) response.setHeader('connection', 'close');
      sendJson(response, status, {
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
