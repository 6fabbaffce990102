// What an examination of the set-up found: that something is in order, or what to do about it.

export interface Finding {
  state: "ok" | "warn" | "wrong";
  /** A word or two, such as `disk`. */
  about: string;
  said: string;
}

export function ok(about: string, said: string): Finding {
  return { state: "ok", about, said };
}

export function warn(about: string, said: string): Finding {
  return { state: "warn", about, said };
}

export function wrong(about: string, said: string): Finding {
  return { state: "wrong", about, said };
}
