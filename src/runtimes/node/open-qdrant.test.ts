import { startFakeQdrant } from "../../testing/fake-qdrant.ts";
import { testVectorStore } from "../../testing/vector-store-contract.ts";
import { openQdrant } from "./open-qdrant.ts";

testVectorStore("qdrant", async () => {
  const key = "qd-secret-0123456789abcdef";
  const server = await startFakeQdrant(key);
  return {
    open: (stamp) => openQdrant(server.url, key, stamp),
    breakDown: async () => server.setDown(true),
    repair: async () => server.setDown(false),
    close: () => server.close(),
    secrets: [key],
  };
});
