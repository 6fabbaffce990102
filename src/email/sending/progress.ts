/** `120 of 2,000 sent, 312 a second, about 6 s left`; `began` in milliseconds of performance.now(). */
export function progressLine({
  done,
  total,
  verb,
  began,
}: {
  done: number;
  total: number;
  verb: string;
  began: number;
}): string {
  const seconds = (performance.now() - began) / 1000;
  const parts = [`${grouped(done)} of ${grouped(Math.max(done, total))} ${verb}`];
  const perS = done / seconds;
  if (seconds > 1 && done > 0) {
    parts.push(`${perS < 10 ? perS.toFixed(1) : grouped(Math.round(perS))} a second`);
    const left = Math.max(0, total - done) / perS;
    if (left >= 1) {
      parts.push(
        left < 90
          ? `about ${Math.ceil(left)} s left`
          : `about ${Math.round(left / 60)} minutes left`,
      );
    }
  }
  return parts.join(", ");
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
