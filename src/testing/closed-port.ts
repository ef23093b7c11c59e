import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

/** A loopback address where connections are refused: a port that was free a moment ago. (`fetch` refuses port 1 itself.) */
export async function findClosedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
