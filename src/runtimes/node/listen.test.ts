import { afterEach, describe, expect, it } from "vitest";
import { type Listening, listen } from "./listen.ts";

const open: Listening[] = [];
afterEach(async () => {
  for (const listening of open.splice(0)) await listening.close(0);
});

async function serve(fetch: (request: Request) => Response | Promise<Response>, port = 0) {
  const listening = await listen(fetch, { host: "127.0.0.1", port });
  open.push(listening);
  return listening;
}

describe("listen", () => {
  it("serves at the address that it gives", async () => {
    const { url } = await serve(() => new Response("好"));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(url)).text()).toBe("好");
  });

  it("says which port is in use and how to take another", async () => {
    const { url } = await serve(() => new Response(""));
    const port = Number(new URL(url).port);
    await expect(serve(() => new Response(""), port)).rejects.toMatchObject({
      code: "bad-setting",
      field: "PORT",
      message: expect.stringMatching(new RegExp(`端口 ${port} 已被占用.*PORT=${port + 1} npm start`)),
    });
  });

  it("says that the host is not an address of this machine", async () => {
    const listening = listen(() => new Response(""), { host: "203.0.113.1", port: 0 });
    await expect(listening).rejects.toMatchObject({ code: "bad-setting", field: "HOST" });
  });

  it("lets a running request finish before it closes, and takes no new one", async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => (finish = resolve));
    let arrived = () => {};
    const running = new Promise<void>((resolve) => (arrived = resolve));
    const listening = await serve(async () => {
      arrived();
      await held;
      return new Response("完");
    });
    const reply = fetch(listening.url).then((response) => response.text());
    await running;
    const closed = listening.close(10_000);
    await expect(fetch(listening.url)).rejects.toThrow();
    finish();
    expect(await reply).toBe("完");
    await closed;
  });

  it("cuts off a request that does not end in time", async () => {
    let arrived = () => {};
    const running = new Promise<void>((resolve) => (arrived = resolve));
    const listening = await serve(() => {
      arrived();
      return new Promise<Response>(() => {});
    });
    const reply = fetch(listening.url).then(
      () => "answered",
      () => "cut off",
    );
    await running;
    await listening.close(50);
    expect(await reply).toBe("cut off");
  });
});
