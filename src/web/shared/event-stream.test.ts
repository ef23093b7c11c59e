import { describe, expect, it } from "vitest";
import { createEventStreamParser } from "./event-stream.ts";

const STREAM =
  'event: status\ndata: {"message":"查找"}\n\n: 心跳\n\nevent: delta\r\ndata: 一\r\ndata:二\r\n\r\ndata: 三\n\n';
const EVENTS = [
  { event: "status", data: '{"message":"查找"}' },
  { event: "delta", data: "一\n二" },
  { event: "message", data: "三" },
];

describe("the event stream parser", () => {
  it("gives the same events however the stream is cut", () => {
    for (let size = 1; size <= STREAM.length; size++) {
      const parse = createEventStreamParser();
      const events = [];
      for (let at = 0; at < STREAM.length; at += size) events.push(...parse(STREAM.slice(at, at + size)));
      expect(events).toEqual(EVENTS);
    }
  });

  it("gives nothing for an event that was cut off", () => {
    expect(createEventStreamParser()('event: done\ndata: {"id"')).toEqual([]);
  });
});
