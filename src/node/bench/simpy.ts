import { spawnSync } from "node:child_process";

/** The same two models in SimPy, as its documentation would write them; prints events a CPU second. */
const PROGRAM = `
import random, sys, time
import simpy

def mm1(customers):
    env = simpy.Environment(); server = simpy.Resource(env, 1); done = [0]
    def customer():
        with server.request() as turn:
            yield turn
            yield env.timeout(random.expovariate(1 / 60))
        done[0] += 1
    def source():
        for _ in range(customers):
            yield env.timeout(random.expovariate(1 / 75))
            env.process(customer())
    env.process(source()); env.run()
    return 2 * customers

def line10(parts):
    env = simpy.Environment(); done = [0]
    stores = [simpy.Store(env, 5) for _ in range(9)]
    def station(i):
        while i > 0 or done[0] < parts:
            if i > 0: part = yield stores[i - 1].get()
            else: part = 0
            yield env.timeout(random.expovariate(1 / 60))
            if i < 9: yield stores[i].put(part)
            else:
                done[0] += 1
                if done[0] >= parts: finished.succeed(); return
    finished = env.event()
    for i in range(10): env.process(station(i))
    env.run(until=finished)
    return 10 * parts

random.seed(1)
start = time.process_time()
events = mm1(100000) if sys.argv[1] == "mm1" else line10(10000)
print(events / (time.process_time() - start))
`;

/** SimPy's events a CPU second for a case; undefined where Python or SimPy is not installed. */
export function simpyRate(name: string): number | undefined {
  for (const python of ["python3", "/usr/bin/python3"]) {
    const run = spawnSync(python, ["-c", PROGRAM, name], { encoding: "utf8" });
    if (run.status === 0) return Number(run.stdout);
  }
  return undefined;
}
