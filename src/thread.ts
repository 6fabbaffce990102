// A thread that is asked things and answers them, one after the other.
import { once } from "node:events";
import { isMainThread, parentPort, Worker, type Transferable } from "node:worker_threads";

/** What a thread can do: by name, from what it is given to what it answers. */
export type Skills = Record<string, (given: never) => unknown>;

type Given<Skill> = Skill extends (given: infer Value) => unknown ? Value : never;
type Answer<Skill> = Skill extends (given: never) => infer Value ? Awaited<Value> : never;

export interface Thread<Does extends Skills> {
  ask<Name extends keyof Does & string>(
    name: Name,
    given: Given<Does[Name]>,
    transfer?: readonly Transferable[],
  ): Promise<Answer<Does[Name]>>;
  /** Whether it has something to answer. */
  isBusy: () => boolean;
  stop: () => Promise<void>;
}

interface Question {
  number: number;
  name: string;
  given: unknown;
}

interface Reply {
  number: number;
  answer?: unknown;
  error?: Failure;
}

/** An error between threads, which would lose its code on the way. */
interface Failure {
  message: string;
  code: unknown;
  cause: unknown;
}

interface Waiting {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

// What is young is short-lived text; left to itself each thread lets a hundred megabytes of it lie.
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** Where the program of a thread lies: beside the file that starts it, be it a source or bundled. */
export function threadProgram(name: string, { url }: Pick<ImportMeta, "url">): URL {
  return new URL(`./${name}.${url.endsWith(".ts") ? "ts" : "mjs"}`, url);
}

/**
 * Starts a thread.
 * @param onEnd is told when the thread ends by itself, which it should not.
 */
export function startThread<Does extends Skills>(
  program: URL,
  { data, onEnd }: { data?: unknown; onEnd?: (error: Error) => void } = {},
): Thread<Does> {
  const worker = new Worker(program, { workerData: data, resourceLimits });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended: Error | undefined;
  let stopping = false;

  // A thread that waits for questions is no reason to keep the program running.
  worker.unref();
  worker.on("message", ({ number, answer, error }: Reply) => {
    const waiter = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) worker.unref();
    if (error) waiter?.reject(errorOf(error));
    else waiter?.resolve(answer);
  });
  worker.on("error", (cause) => {
    ended = new Error(`The thread ${program.pathname} failed.`, { cause });
  });
  worker.on("exit", () => {
    ended ??= new Error(`The thread ${program.pathname} has ended.`);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    if (!stopping) onEnd?.(ended);
  });

  return {
    ask(name, given, transfer = []) {
      if (ended) return Promise.reject(ended);
      const number = asked++;
      worker.ref();
      worker.postMessage({ number, name, given } satisfies Question, transfer);
      return new Promise((resolve, reject) => waiting.set(number, { resolve, reject } as Waiting));
    },
    isBusy: () => waiting.size > 0,
    async stop() {
      stopping = true;
      if (ended) return;
      const exit = once(worker, "exit");
      await worker.terminate();
      await exit;
    },
  };
}

/**
 * Answers what the thread is asked. `memoryOf` names what of an answer is handed over instead of
 * being copied.
 */
export function answerAsThread(
  skills: Skills,
  memoryOf: (answer: unknown) => readonly Transferable[] = () => [],
): void {
  if (isMainThread || !parentPort) throw new Error("This file is for a thread of its own.");
  const port = parentPort;
  let turn: Promise<void> = Promise.resolve();
  port.on("message", (question: Question) => {
    turn = turn.then(() => answer(question));
  });

  async function answer({ number, name, given }: Question): Promise<void> {
    try {
      const answer = await skills[name]!(given as never);
      port.postMessage({ number, answer } satisfies Reply, memoryOf(answer));
    } catch (cause) {
      port.postMessage({ number, error: failureOf(cause) } satisfies Reply);
    }
  }
}

function failureOf(cause: unknown): Failure {
  const { message = String(cause), code } = cause as Partial<NodeJS.ErrnoException>;
  return { message, code, cause };
}

function errorOf({ message, code, cause }: Failure): Error {
  return Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });
}
