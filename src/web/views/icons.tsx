// Drawn here, so that they take the colour of the text. All are decoration beside words.

export function Triangle() {
  return (
    <svg class="triangle" width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      <path d="M10 1.6 18.4 12.4H1.6Z" />
    </svg>
  );
}

export function Lens() {
  return (
    <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="8.2" cy="8.2" r="5.7" />
      <path d="m12.4 12.4 5.4 5.4" />
    </svg>
  );
}

export function Bell() {
  return (
    <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 15h14c-1.6-1.6-1.9-3-1.9-6.2A5.1 5.1 0 0 0 10 3.2a5.1 5.1 0 0 0-5.1 5.6C4.9 12 4.6 13.4 3 15Z" />
      <path d="M8.2 17.6h3.6" />
    </svg>
  );
}

export function Lines() {
  return (
    <svg class="icon" width="22" height="20" viewBox="0 0 22 20" aria-hidden="true">
      <path d="M1 3.5h20M1 10h20M1 16.5h20" />
    </svg>
  );
}
