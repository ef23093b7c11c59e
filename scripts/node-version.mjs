// Kept to syntax that very old versions of Node can read, so that they can say what is wrong.

/** Oldest version that the dependencies run on; the same as `engines` in package.json. */
export const MINIMUM_NODE = [20, 19];

/**
 * @param {string} version as `process.versions.node` gives it, e.g. `20.19.0`
 * @returns {string | null} what is wrong, in Chinese, with the fix; null when the version will do
 */
export function explainOldNode(version) {
  const parts = version.split(".").map(Number);
  const newEnough = parts[0] > MINIMUM_NODE[0] || (parts[0] === MINIMUM_NODE[0] && parts[1] >= MINIMUM_NODE[1]);
  if (newEnough) return null;
  return `法问需要 Node.js ${MINIMUM_NODE.join(".")} 或更新版本，当前是 ${version}。请到 https://nodejs.org 安装新版后再运行。`;
}

/** Ends the process with one line when this Node is too old. */
export function requireNode() {
  const problem = explainOldNode(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
