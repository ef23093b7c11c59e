import { testEmbedder } from "./embedder-contract.ts";
import { createFakeEmbedder } from "./fake-embedder.ts";

testEmbedder("the fake embedder", () => createFakeEmbedder());
