import { hidePassword } from "../adapters/web-address.ts";
import { FawenError } from "../core/model/errors.ts";

const SECRET_NAMES: ReadonlySet<string> = new Set([
  "LLM_API_KEY",
  "EMBEDDER_API_KEY",
  "RERANKER_API_KEY",
  "VECTOR_STORE_KEY",
  "ADMIN_TOKEN",
  "WIDGET_KEY",
  // No secret by intent, but a place where one may be put.
  "LLM_EXTRA_BODY",
]);
const MAX_SHOWN_CHARS = 60;

/**
 * One line that names the setting, the value's fault and what is allowed; the value of a secret is never part of it.
 *
 * @param value undefined for a setting that is missing
 */
export function badSetting(name: string, value: string | undefined, allowed: string): FawenError {
  let fault = `设置 ${name}=${show(value ?? "")} 不对`;
  if (value === undefined) fault = `缺少设置 ${name}`;
  else if (SECRET_NAMES.has(name)) fault = `设置 ${name} 的值不合要求`;
  return new FawenError("bad-setting", `${fault}：${allowed}。`, { field: name });
}

/**
 * Refuses a user name and a password in an address: a request has room for one of them and a key, in `authorization`.
 *
 * @throws FawenError `bad-setting`
 */
export function refuseCredentials(name: string, address: string | undefined, reason: string): void {
  if (address === undefined) return;
  const { username, password } = new URL(address);
  if (username !== "" || password !== "") throw badSetting(name, address, `网址里有用户名或密码，${reason}`);
}

/** A web address can carry a password, and a key pasted into the wrong setting is still a key. */
function show(value: string): string {
  const safe = hidePassword(value)
    .replace(/[\w-]{20,}/g, (run) => `${run.slice(0, 4)}***`)
    .replace(/\p{Cc}/gu, "?");
  return safe.length > MAX_SHOWN_CHARS ? `${safe.slice(0, MAX_SHOWN_CHARS)}…` : safe;
}
