/** How bad a mark of the clearance check is. */
export type Severity = "error" | "warning";

/** Colours (Okabe-Ito), colour of the stripes, and a sign, so that errors and warnings differ without colour as well. */
export const CLEARANCE_LOOKS: Readonly<Record<Severity, { colour: string; stripe: string; sign: string }>> = {
  error: { colour: "#D55E00", stripe: "#ffffff", sign: "▲" },
  warning: { colour: "#F0E442", stripe: "#1b1b1b", sign: "◆" },
};
