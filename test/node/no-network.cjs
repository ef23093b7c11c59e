// Loaded before a program with `NODE_OPTIONS=--require`, its children included: writes every attempt to reach anything
// but this machine to the file NETWORK_LOG, and makes it fail.
const { appendFileSync } = require("node:fs");
const dgram = require("node:dgram");
const dns = require("node:dns");
const net = require("node:net");

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** @param {string} how @param {unknown} where */
function refuse(how, where) {
  const line = `${how} ${where} (${process.argv.slice(1).join(" ")})`;
  if (process.env.NETWORK_LOG) appendFileSync(process.env.NETWORK_LOG, `${line}\n`);
  throw new Error(`no network: ${line}`);
}

// Everything that speaks TCP comes through here: http, https, tls, fetch.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // net's own normalized form is an array in an array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options = typeof first === "object" && first !== null ? first : { port: first, host: second };
  const path = options.path ?? (typeof first === "string" && !/^\d+$/.test(first) ? first : undefined);
  const host = typeof options.host === "string" ? options.host : "localhost";
  if (path === undefined && !LOOPBACK.has(host)) refuse("connect", `${host}:${options.port}`);
  return connect.apply(this, args);
};

for (const api of [dns, dns.promises])
  for (const [name, original] of Object.entries(api))
    if (typeof original === "function" && /^(lookup|lookupService|resolve.*|reverse)$/.test(name))
      api[name] = (host, ...rest) =>
        LOOPBACK.has(host) ? original.call(api, host, ...rest) : refuse(`dns.${name}`, host);

for (const name of ["send", "connect"]) dgram.Socket.prototype[name] = () => refuse(`dgram.${name}`, "");
