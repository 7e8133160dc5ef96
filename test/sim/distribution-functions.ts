/**
 * Distribution functions for tests, written apart from the engine and with the platform's `Math`: accurate to about
 * 1e-10, which is far below what a test of samples can see.
 */

/** ln Γ(x), x > 0: Stirling's series after shifting above 10 (DLMF 5.11.1). */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** P(a, x), regularised lower incomplete gamma function (DLMF 8.7.1 and 8.9.2). */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 2000 && term > sum * 1e-17; n++) sum += term *= x / (a + n);
    return front * sum;
  }
  // Backward evaluation of the continued fraction.
  let fraction = 0;
  for (let n = 200; n >= 1; n--) fraction = (n * (n - a)) / (x + 2 * n + 1 - a - fraction);
  return 1 - front / (x + 1 - a - fraction);
}

/** Standard normal distribution and density. */
export function normalCdf(z: number): number {
  const half = lowerGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** I_x(a, b) by Simpson's rule in the angle t with x = sin² t, which takes the poles of small shapes away. */
export function betaCdf(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const density = (t: number): number =>
    2 * Math.sin(t) ** (2 * a - 1) * Math.cos(t) ** (2 * b - 1) * Math.exp(-logBeta);
  const end = Math.asin(Math.sqrt(x));
  const panels = 400;
  const h = end / panels;
  let sum = density(0) + density(end);
  for (let i = 1; i < panels; i++) sum += (i % 2 === 0 ? 2 : 4) * density(i * h);
  return (sum * h) / 3;
}
