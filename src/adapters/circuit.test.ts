import { describe, expect, it } from "vitest";
import { createCircuit } from "./circuit.ts";

function setUp() {
  let nowMs = 0;
  const circuit = createCircuit({ failures: 3, restMs: 100, maxRestMs: 300, now: () => nowMs });
  const fail = () => circuit.enter()?.failed();
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { circuit, fail, advance };
}

describe("createCircuit", () => {
  it("opens after failures in a row, not after as many with a success between", () => {
    const { circuit, fail } = setUp();
    fail();
    fail();
    circuit.enter()?.succeeded();
    fail();
    fail();
    expect(circuit.isOpen()).toBe(false);
    fail();
    expect(circuit.isOpen()).toBe(true);
    expect(circuit.enter()).toBeNull();
    expect(circuit.waitMs()).toBe(100);
  });

  it("lets one trial through when its rest is over, and closes when that succeeds", () => {
    const { circuit, fail, advance } = setUp();
    for (let time = 0; time < 3; time++) fail();
    advance(99);
    expect(circuit.enter()).toBeNull();
    advance(1);
    const trial = circuit.enter();
    expect(trial).not.toBeNull();
    expect(circuit.enter()).toBeNull();
    trial?.succeeded();
    expect(circuit.isOpen()).toBe(false);
    expect(circuit.enter()).not.toBeNull();
  });

  it("rests longer after each trial that fails, up to a limit, and as at first after it was closed", () => {
    const { circuit, fail, advance } = setUp();
    for (let time = 0; time < 3; time++) fail();
    for (const wait of [200, 300, 300]) {
      advance(circuit.waitMs());
      fail();
      expect(circuit.waitMs()).toBe(wait);
    }
    advance(300);
    circuit.enter()?.succeeded();
    for (let time = 0; time < 3; time++) fail();
    expect(circuit.waitMs()).toBe(100);
  });

  it("lets the next one try when a trial was abandoned", () => {
    const { circuit, fail, advance } = setUp();
    for (let time = 0; time < 3; time++) fail();
    advance(100);
    circuit.enter()?.abandoned();
    expect(circuit.enter()).not.toBeNull();
  });

  it("learns nothing new from calls that were made before it opened", () => {
    const { circuit, fail, advance } = setUp();
    const [slow, later] = [circuit.enter(), circuit.enter()];
    for (let time = 0; time < 3; time++) fail();
    advance(50);
    slow?.failed();
    expect(circuit.waitMs()).toBe(50);
    later?.succeeded();
    expect(circuit.isOpen()).toBe(false);
  });
});
