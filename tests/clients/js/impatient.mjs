// mem0's command line gives its first ping five seconds and then waits for them to be over, answer
// or not. Nobody has to wait for a clock that is not needed any more.

const { setTimeout: wait } = globalThis;
const PATIENCE = 5000;

globalThis.setTimeout = (call, milliseconds, ...given) => {
  const timer = wait(call, milliseconds, ...given);
  return milliseconds === PATIENCE ? timer.unref() : timer;
};
