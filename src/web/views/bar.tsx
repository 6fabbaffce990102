// A name, a figure and a bar for it. SVG, because the page allows no inline style.
import type { Child } from "hono/jsx";

interface BarProps {
  name: Child;
  figure: string;
  /** 0 to 1. */
  share: number;
  /** Rubric, where the bar is about one paper. */
  about?: boolean;
}

export function Bar({ name, figure, share, about = false }: BarProps) {
  return (
    <li class={about ? "bar bar-about" : "bar"}>
      <span class="bar-name">{name}</span>
      <span class="bar-figure">{figure}</span>
      <svg width="100%" height="3" aria-hidden="true">
        <rect class="track" width="100%" height="3" />
        <rect
          class="fill"
          width={`${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`}
          height="3"
        />
      </svg>
    </li>
  );
}
