/**
 * Every shape on the wire, once: types, validation and `GET /openapi.json` come from here. Messages are in
 * Chinese because they reach users as they stand.
 */

export * from "./contract/chat.ts";
export * from "./contract/chat-events.ts";
export * from "./contract/fields.ts";
export * from "./contract/indicators.ts";
export * from "./contract/reports.ts";
export * from "./contract/search.ts";
export * from "./contract/service.ts";
