import type { Socket, Timers } from "./signal";

/** Time that only moves when a test says so. */
export class HandTimers implements Timers {
  now = 0;
  private next = 1;
  private readonly jobs = new Map<number, { at: number; run: () => void }>();

  readonly set = (run: () => void, ms: number): number => {
    this.jobs.set(this.next, { at: this.now + ms, run });
    return this.next++;
  };

  readonly clear = (id: number): void => {
    this.jobs.delete(id);
  };

  /** Runs everything due within the next `ms`, in order. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.jobs].filter(([, job]) => job.at <= until).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.jobs.delete(due[0]);
      this.now = due[1].at;
      due[1].run();
    }
    this.now = until;
  }
}

/** A socket whose other end is the test. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: { type: string; id?: number }[] = [];
  closedWith: number | undefined;

  send(data: string): void {
    this.sent.push(JSON.parse(data) as { type: string });
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  receive(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}
