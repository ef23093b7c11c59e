import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("./widget-host/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

export interface HostSite {
  /** Origin of the site, like `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Names the service whose script its pages load. */
  use(service: string): void;
  close(): Promise<void>;
}

/**
 * Another site, on another port, with a strict content policy: only its own files, the service's script, requests to the
 * service; no inline script or style, no text turned into script. `?attributes` of an address are put on the script.
 */
export async function serveHostSite(): Promise<HostSite> {
  let service = "";
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://host");
    readFile(`${FOLDER}${pathname.slice(1)}`, "utf8").then(
      (text) => {
        response.writeHead(200, {
          "content-type": `${TYPES[extname(pathname)]}; charset=utf-8`,
          "content-security-policy":
            `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self' ${service}; ` +
            `connect-src ${service}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
        });
        const attributes = decodeURIComponent(search.slice(1));
        response.end(text.replaceAll("{{service}}", service).replace("data-attributes", attributes));
      },
      () => {
        // The browser's own wish for an icon is no fault of a page.
        response.writeHead(pathname === "/favicon.ico" ? 204 : 404);
        response.end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    use: (origin) => {
      service = origin;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
