import type { AddressInfo } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { FawenError } from "../../core/model/errors.ts";

export interface Listening {
  /** Where people reach it, e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Takes no new request, lets running ones finish, and cuts off what is still running after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/**
 * Serves a fetch handler.
 *
 * @param options `port` 0 takes any that is free
 * @throws FawenError `bad-setting` with the fix when the address cannot be used
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  options: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const { host, port } = options;
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explainListenError(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  // Safe: a server that listens on a port has an address object.
  const address = server.address() as AddressInfo;
  // 0.0.0.0 is an address to listen on, not one to visit.
  const visited = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const url = `http://${visited.includes(":") ? `[${visited}]` : visited}:${address.port}`;
  return { url, close: (graceMs) => closeServer(server, graceMs) };
}

function explainListenError(error: Error, host: string, port: number): FawenError {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    const other = port === 65535 ? port - 1 : port + 1;
    const message = `端口 ${port} 已被占用（也许法问已经在运行）。请先停掉占用它的程序，或换一个端口：PORT=${other} npm start`;
    return new FawenError("bad-setting", message, { cause: error, field: "PORT" });
  }
  if (code === "EACCES") {
    const message = `没有权限使用端口 ${port}。请换一个 1024 以上的端口：PORT=8787 npm start`;
    return new FawenError("bad-setting", message, { cause: error, field: "PORT" });
  }
  const message = `不能在 ${host} 上监听（${error.message}）。HOST 应是本机的地址，如 127.0.0.1 或 0.0.0.0`;
  return new FawenError("bad-setting", message, { cause: error, field: "HOST" });
}

async function closeServer(server: ServerType, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that only wait for a next request would keep the server open for ever.
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const timer = setTimeout(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  }, graceMs);
  await closed;
  clearTimeout(timer);
}
