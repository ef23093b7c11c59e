/** What the texts of a pack tell. */
export interface PackFacts {
  readonly platform: string;
  readonly native: boolean;
  readonly bundle: string;
  readonly commands: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

/** Commands that work in a pack: they need no sources and no development packages. */
export const PACKED_COMMANDS = ["start", "ask", "search", "ingest", "doctor", "quiz", "mcp"] as const;

const START = `// 启动法问：node start.mjs；也可以 node start.mjs ask "问题"
if (process.argv.length === 2) process.argv.push("start");
await import("./scripts/run.mjs");
`;

/** The files that exist in packs alone, by name. */
export function writePackTexts(
  facts: PackFacts,
  counts: { readonly reports: number; readonly passages: number },
): Readonly<Record<string, string>> {
  const scripts = Object.fromEntries(PACKED_COMMANDS.map((name) => [name, `node scripts/run.mjs ${name}`]));
  const manifest = { name: "fawen", private: true, type: "module", license: "Apache-2.0", scripts };
  return {
    "start.mjs": START,
    "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
    "pack.json": `${JSON.stringify(facts, null, 2)}\n`,
    "说明.txt": writeGuide(facts, counts),
  };
}

function writeGuide({ platform, native, settings }: PackFacts, counts: { reports: number; passages: number }): string {
  const elsewhere = native
    ? "包里的模型只能在同样的系统和处理器上运行；换了机器会在启动时说明。"
    : "换到别的系统或处理器也能用，只是向量检索改用精确扫描（结果相同）。";
  return `法问离线包

这里有程序、它需要的模块、向量模型（${settings.EMBEDDER ?? "无"}）、${counts.reports} 份报告和它们的索引（${counts.passages} 段）。
不需要网络，只需要 Node.js 20.19 或更新版本。在 ${platform} 上打的包；${elsewhere}

一、解开并启动
    tar xzf fawen-offline.tgz
    node fawen/start.mjs
然后用浏览器打开 http://localhost:8787 ；按 Ctrl+C 停止。

二、在终端里用
    node fawen/start.mjs ask "问题"
    node fawen/start.mjs search "问题"
    node fawen/start.mjs quiz --count 20 --out 卷.docx
    node fawen/start.mjs doctor          （检查环境）
    node fawen/start.mjs mcp             （供支持 MCP 的客户端启动）

三、换成自己的报告
把 .txt .md .html .pdf .docx .jsonl 文件放进 corpus 文件夹，再启动一次，索引会自动更新。

设置用环境变量，例如 PORT=9000、HOST=0.0.0.0（让同一网络里的人访问）。
包里没有密钥和个人设置。许可：Apache-2.0；node_modules 里各模块的许可在其文件夹中。
`;
}
