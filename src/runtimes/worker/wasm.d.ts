/** Compiled when the Worker is deployed: a Worker may not compile from bytes. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
