// The work of a module, counted and not timed: how often each of its blocks runs, and the letters that a text's own methods look at.
import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

// What is compiled while it runs loses counts.
for (const flag of ["--no-opt", "--no-sparkplug"]) setFlagsFromString(flag);

const COUNTED = {
  indexOf: (text, [words, start = 0], at) => (at < 0 ? text.length : at) - start + words.length,
  includes: (text, [words, start = 0]) => text.length - start + words.length,
  startsWith: (_, [words]) => words.length,
  endsWith: (_, [words]) => words.length,
};

/** How much the modules whose address ends so do while this work is done. */
export const stepsOf = (module, work) => {
  const own = Object.fromEntries(Object.keys(COUNTED).map((name) => [name, String.prototype[name]]));
  let letters = 0;
  for (const [name, count] of Object.entries(COUNTED)) {
    String.prototype[name] = function counted(...given) {
      const found = own[name].apply(this, given);
      letters += count(this, given, found);
      return found;
    };
  }
  const session = new Session();
  let steps = 0;
  session.connect();
  try {
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    work();
    session.post("Profiler.takePreciseCoverage", (_, { result }) => {
      const functions = result.filter(({ url }) => url.endsWith(module)).flatMap((script) => script.functions);
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    });
  } finally {
    session.disconnect();
    Object.assign(String.prototype, own);
  }
  return steps + letters;
};
