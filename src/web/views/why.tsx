// Why a paper is here, in at most three reasons, strongest first.

export function Why({ reasons }: { reasons: readonly string[] }) {
  return (
    <p class="why">
      <span class="why-label">Why</span>{" "}
      {reasons.slice(0, 3).map((reason, index) => (
        <>
          {index > 0 && <span class="why-dot"> · </span>}
          {reason}
        </>
      ))}
    </p>
  );
}
