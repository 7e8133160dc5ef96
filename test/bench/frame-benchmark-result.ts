/** What the frame benchmark's page reports on `window.frameBenchmark`. */
export interface FrameBenchmark {
  /** Moving parts in each frame. */
  readonly movers: number;
  /** Frames measured. */
  readonly frames: number;
  /** JavaScript time that the view takes for one frame, ms; without the GPU. */
  readonly scriptMilliseconds: { readonly median: number; readonly p95: number; readonly mean: number };
  readonly drawCalls: number;
  readonly instances: number;
  readonly triangles: number;
}
