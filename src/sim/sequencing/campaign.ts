/**
 * Campaigns: families in turn, in the order in which they first come, each with at most so many parts
 * at a stretch, until none is left. Within a family the order stays.
 * @param families family of each part
 * @returns places of the parts
 */
export function campaignSequence(families: readonly string[], most: number = Infinity): number[] {
  const waiting = new Map<string, number[]>();
  for (const [place, family] of families.entries()) {
    const places = waiting.get(family);
    if (places === undefined) waiting.set(family, [place]);
    else places.push(place);
  }
  const next = new Map(Array.from(waiting.keys(), (family) => [family, 0]));
  const sequence: number[] = [];
  while (sequence.length < families.length) {
    for (const [family, places] of waiting) {
      const from = next.get(family) ?? 0;
      const campaign = places.slice(from, from + most);
      for (const place of campaign) sequence.push(place);
      next.set(family, from + campaign.length);
    }
  }
  return sequence;
}
