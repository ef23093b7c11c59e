import { buildNode } from "../scripts/build-node.mjs";
import { buildWeb } from "../scripts/build-web.mjs";

/** Once before all tests that start commands, so that those which run side by side find everything built. */
export default async function setUp(): Promise<void> {
  await buildWeb({ ifStale: true });
  await buildNode("server");
}
