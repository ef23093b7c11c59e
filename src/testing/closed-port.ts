import { createServer } from "node:net";

/** Ports that no system gives away by itself, so that nobody who asks for any free one gets what is found here. */
const [FIRST, COUNT] = [20_000, 12_000];

/** A port of the loopback address that nobody listens on, nor will but by its number. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** A loopback address where connections are refused. (`fetch` refuses port 1 itself.) */
export async function findClosedPort(): Promise<string> {
  return `http://127.0.0.1:${await findFreePort()}`;
}
