/**
 * Logarithm, exponential and power built only from operations that IEEE 754 rounds exactly
 * (+ − × ÷ and bit patterns), since engines may differ in the last bit of `Math.log` and its kin.
 * `Math.sqrt` is correctly rounded everywhere and may be used.
 */
const LN2_HIGH = 0.6931471803691238; // 33 leading bits of ln 2, so that k · LN2_HIGH is exact
const LN2_LOW = 1.9082149292705877e-10;
const LOG_TERMS = 12;

/** Powers of two by which an argument is scaled, from large to small so that extreme ones take few steps. */
const SCALE_STEPS = [
  { step: 64, factor: 18_446_744_073_709_551_616 },
  { step: 8, factor: 256 },
  { step: 1, factor: 2 },
] as const;

/** x = mantissa · 2^exponent with the mantissa in [√½, √2); scaling by powers of two is exact. */
function normalise(x: number): { mantissa: number; exponent: number } {
  let mantissa = x;
  let exponent = 0;
  for (const { step, factor } of SCALE_STEPS) {
    while (mantissa >= factor && mantissa >= Math.SQRT2) {
      mantissa /= factor;
      exponent += step;
    }
    while (mantissa <= 1 / factor && mantissa < Math.SQRT1_2) {
      mantissa *= factor;
      exponent -= step;
    }
  }
  if (mantissa >= Math.SQRT2) return { mantissa: mantissa / 2, exponent: exponent + 1 };
  if (mantissa < Math.SQRT1_2) return { mantissa: mantissa * 2, exponent: exponent - 1 };
  return { mantissa, exponent };
}

/** Natural logarithm; error below 2 units in the last place. log(0) = −∞, log(x < 0) = NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  const { mantissa, exponent } = normalise(x);
  // log m = 2 artanh s, s = (m − 1)/(m + 1), |s| < 0.172
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let series = 0;
  for (let term = LOG_TERMS; term >= 1; term--) series = s2 * (1 / (2 * term + 1) + series);
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

const EXP_TERMS = 14;

/** e^x; error below 2 units in the last place, 0 below −745, ∞ above 709.78. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.2) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (let term = EXP_TERMS; term >= 1; term--) series = 1 + (r / term) * series;
  return scaleByPowerOfTwo(series, k);
}

/** x · 2^k by exact multiplications; `**` need not be exact. */
function scaleByPowerOfTwo(x: number, k: number): number {
  let scaled = x;
  let left = k;
  for (; left >= 30; left -= 30) scaled *= 1_073_741_824;
  for (; left <= -30; left += 30) scaled /= 1_073_741_824;
  return left >= 0 ? scaled * (1 << left) : scaled / (1 << -left);
}

/** base^exponent for base ≥ 0. */
export function power(base: number, exponent: number): number {
  if (base === 0) return exponent === 0 ? 1 : exponent > 0 ? 0 : Infinity;
  return exp(exponent * log(base));
}

const TURN_TERMS = 10;

/** Cosine and sine of an angle in degrees; exact at multiples of 90°, elsewhere error below 1e-15. */
export function turn(degrees: number): readonly [cosine: number, sine: number] {
  const quarters = Math.round(degrees / 90);
  const x = ((degrees - quarters * 90) * Math.PI) / 180;
  const square = x * x;
  let [cosine, sine] = [1, 1];
  for (let term = TURN_TERMS; term >= 1; term--) {
    cosine = 1 - (square / ((2 * term - 1) * (2 * term))) * cosine;
    sine = 1 - (square / (2 * term * (2 * term + 1))) * sine;
  }
  sine *= x;
  const quarter = ((quarters % 4) + 4) % 4;
  if (quarter === 0) return [cosine, sine];
  if (quarter === 1) return [-sine, cosine];
  return quarter === 2 ? [-cosine, -sine] : [sine, -cosine];
}
