// The import arrows of the house, folder by folder. Whatever a layer is not allowed to see by name is forbidden,
// so a new package or folder has to be let in here on purpose. docs/decisions/ tells why.

const TEST = "\\.test\\.ts$";
const PACKAGE = (...names) => `^node_modules/(${names.join("|")})/`;

/** A layer may import only what is listed; its tests are free, they stand outside the house. */
const layer = (name, from, allowed) => ({
  name,
  severity: "error",
  comment: `${name} may import only: ${allowed.join("  ")}`,
  from: { path: from, pathNot: TEST },
  to: { pathNot: allowed },
});

const CORE = "^src/core/";
/** Left to right: a folder sees itself and what stands before it. The quiz stands last: it tells places and lists as answers do. */
const CORE_ORDER = [["model"], ["ports"], ["text"], ["reading"], ["figures"], ["search"], ["answering"], ["quiz"]];

const coreOrder = CORE_ORDER.flatMap((group, place) =>
  group.map((folder) => {
    const before = CORE_ORDER.slice(0, place).flat();
    return layer(`core/${folder}`, `${CORE}${folder}/`, [`${CORE}(${[...before, folder].join("|")})/`]);
  }),
);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    layer("core", CORE, [CORE]),
    ...coreOrder,
    layer("index-files", "^src/index-files/", ["^src/index-files/", CORE, PACKAGE("zod", "fflate")]),
    layer("adapters", "^src/adapters/", [
      "^src/adapters/",
      CORE,
      PACKAGE(
        "zod",
        "@langchain/core",
        "eventsource-parser",
        "opencc-js",
        "@types/opencc-js",
        "docx",
        "write-excel-file",
      ),
    ]),
    layer("http", "^src/http/", [
      "^src/http/",
      CORE,
      PACKAGE("hono", "zod", "@hono/zod-openapi", "@modelcontextprotocol/sdk"),
    ]),
    // Besides the error that names the setting, it needs to know how an address is shown to people.
    layer("config", "^src/config(\\.ts$|/)", [
      "^src/config/",
      `${CORE}model/errors\\.ts$`,
      "^src/adapters/web-address\\.ts$",
      PACKAGE("zod"),
    ]),
    {
      name: "runtimes",
      severity: "error",
      comment: "a runtime builds on every portable layer and never on the browser's code, tests or another runtime",
      from: { path: "^src/runtimes/([^/]+)/", pathNot: TEST },
      to: {
        path: "^(src|eval|bench|test|scripts)/",
        pathNot: ["^src/(core|index-files|adapters|http)/", "^src/config\\.ts$", "^src/runtimes/$1/"],
      },
    },
    // The digest of the words that a link leads to: made by the server and by the pages, and checked by the reader.
    layer("web", "^src/web/", [
      "^src/web/",
      "^src/http/(quiz-|quiz-item-)?contract\\.ts$",
      `${CORE}text/word-digest\\.ts$`,
      PACKAGE("chart.js"),
    ]),
    {
      name: "web-knows-shapes-only",
      severity: "error",
      comment: "the browser takes types from the contract, never its code",
      from: { path: "^src/web/", pathNot: TEST },
      to: { path: "^src/http/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "eval",
      severity: "error",
      comment: "it drives the assistant the way any entry does: through compose",
      from: { path: "^eval/", pathNot: TEST },
      to: { path: "^src/", pathNot: [CORE, "^src/config\\.ts$", "^src/runtimes/node/compose\\.ts$"] },
    },
    {
      name: "bench",
      severity: "error",
      comment: "it measures portable parts alone too, on texts that the tests' generators write",
      from: { path: "^bench/", pathNot: TEST },
      to: {
        path: "^src/",
        pathNot: [
          CORE,
          "^src/(adapters|index-files|testing)/",
          "^src/config\\.ts$",
          "^src/runtimes/node/(compose|create-embedder|build-graph|hnswlib-vector-index|open-pg-pool)\\.ts$",
        ],
      },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      comment: "fakes and contract suites never reach a program",
      from: { path: "^(src|eval)/", pathNot: [TEST, "^src/testing/"] },
      to: { path: "^(src/testing|test)/" },
    },
    {
      name: "nothing-imports-entries",
      severity: "error",
      comment: "runtimes, eval and bench are ends: nothing builds on them",
      from: { path: "^src/", pathNot: [TEST, "^src/runtimes/"] },
      to: { path: "^(src/runtimes|eval|bench)/" },
    },
    {
      name: "no-circles",
      severity: "error",
      comment: "two files that need each other are one file, or the shared part is a third",
      from: {},
      to: { circular: true },
    },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "an import that leads nowhere hides what it depends on",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
