import { RandomStream } from "../../base/random.ts";
import { unboxed } from "../../sim/kernel/unboxed.ts";
import { fillExponential } from "../../sim/kernel/ziggurat.ts";

/** Exponential variates in batches, as fast as they come. */
class Variates {
  readonly #stream: RandomStream;
  readonly #mean: number;
  readonly #values = unboxed(256);
  #used = 256;

  constructor(name: string, mean: number) {
    this.#stream = RandomStream.keyed(1, 0, name, "bare");
    this.#mean = mean;
  }

  next(): number {
    if (this.#used === 256) {
      fillExponential(this.#stream, this.#values, 0, this.#values.length);
      this.#used = 0;
    }
    return (this.#values[this.#used++] as number) * this.#mean;
  }
}

/** What a loop did, so that it cannot be optimised away. */
export interface BareRun {
  readonly events: number;
  /** A statistic of the model: mean wait, or the time of the last departure, s. */
  readonly check: number;
}

/** The reference for M/M/1: two events a customer, a ring for the queue, and the mean wait as the only statistic. */
export function bareQueue(customers: number, interarrival: number, service: number): BareRun {
  const arrivals = new Variates("arrival", interarrival);
  const services = new Variates("service", service);
  const ring = new Float64Array(1 << 16);
  const mask = ring.length - 1;
  let head = 0;
  let tail = 0;
  let nextArrival = arrivals.next();
  let nextDeparture = Infinity;
  let events = 0;
  let waited = 0;
  for (let departed = 0; departed < customers; events++) {
    if (nextArrival < nextDeparture) {
      if (nextDeparture === Infinity) nextDeparture = nextArrival + services.next();
      else ring[tail++ & mask] = nextArrival;
      nextArrival += arrivals.next();
    } else {
      departed++;
      if (head === tail) {
        nextDeparture = Infinity;
      } else {
        waited += nextDeparture - (ring[head++ & mask] as number);
        nextDeparture += services.next();
      }
    }
  }
  return { events, check: waited / customers };
}

/**
 * The reference for the line: one event a station and part, blocking after service, the next event by a scan
 * of the stations, and no statistic but the count.
 */
export function bareLine(parts: number, stations: number, capacity: number, mean: number): BareRun {
  const variates = Array.from({ length: stations }, (_, i) => new Variates(`station${i}`, mean));
  // Time of completion; Infinity while idle or blocked.
  const completion = new Float64Array(stations).fill(Infinity);
  const waiting = new Int32Array(stations);
  const blocked = new Uint8Array(stations);
  const last = stations - 1;
  completion[0] = (variates[0] as Variates).next();
  let events = 0;
  let now = 0;
  for (let departed = 0; departed < parts; events++) {
    let station = 0;
    now = completion[0];
    for (let i = 1; i < stations; i++) {
      const time = completion[i] as number;
      if (time < now) {
        now = time;
        station = i;
      }
    }
    completion[station] = Infinity;
    const next = station + 1;
    if (station === last) {
      departed++;
    } else if (completion[next] === Infinity && blocked[next] === 0) {
      completion[next] = now + (variates[next] as Variates).next();
    } else if ((waiting[next] as number) < capacity) {
      waiting[next] = (waiting[next] as number) + 1;
    } else {
      blocked[station] = 1;
      continue;
    }
    // The station is free: it takes a part, and each place freed may release the one upstream.
    for (let free = station; ; free--) {
      if (free > 0 && waiting[free] === 0) break;
      completion[free] = now + (variates[free] as Variates).next();
      if (free === 0) break;
      if (blocked[free - 1] === 0) {
        waiting[free] = (waiting[free] as number) - 1;
        break;
      }
      blocked[free - 1] = 0;
    }
  }
  return { events, check: now };
}
