/** Calls tasks behind the messages that wait already: a timer would sleep for 4 ms, a microtask let no message through. */
export function messageTurns(): (task: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const tasks: (() => void)[] = [];
  port1.addEventListener("message", () => tasks.shift()?.());
  port1.start();
  return (task) => {
    tasks.push(task);
    port2.postMessage(0);
  };
}
