import type { Draft } from "../editor/workbench.ts";

const DATABASE = "taktwerk";
const STORE = "plants";
const KEY = "own";

export interface StoredPlant {
  readonly name: string;
  readonly text: string;
  /** The study that the plant belongs to, and which of its scenarios was shown. */
  readonly study?: { readonly text: string; readonly current: string } | undefined;
  /** What was typed in the midst of an edit and is not in the plant, by place. */
  readonly drafts?: readonly (readonly [string, Draft])[] | undefined;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("no storage")));
  });
}

async function withStore<T>(
  mode: IDBTransactionMode,
  action: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(STORE));
  const database = await done(opening);
  try {
    return await done(action(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Keeps the user's own plant over a reload, and beside others under its id. @returns whether the browser took it */
export async function storePlant(plant: StoredPlant, id: string): Promise<boolean> {
  try {
    await withStore("readwrite", (store) => {
      store.put(plant, `${KEY}/${id}`);
      return store.put(plant, KEY);
    });
    return true;
  } catch {
    return false;
  }
}

/** Ids of the user's own plants that are kept. */
export async function storedIds(): Promise<readonly string[]> {
  try {
    const keys = await withStore("readonly", (store) => store.getAllKeys());
    return keys.flatMap((key) =>
      typeof key === "string" && key.startsWith(`${KEY}/`) ? [key.slice(KEY.length + 1)] : [],
    );
  } catch {
    return [];
  }
}

/** A plant of the user's own, if it is kept: the one of the last visit when no id is given. */
export async function storedPlant(id?: string): Promise<StoredPlant | undefined> {
  const key = id === undefined ? KEY : `${KEY}/${id}`;
  try {
    const value: unknown = await withStore("readonly", (store) => store.get(key) as IDBRequest<unknown>);
    if (typeof value !== "object" || value === null || !("name" in value) || !("text" in value))
      return undefined;
    const { name, text } = value;
    if (typeof name !== "string" || typeof text !== "string") return undefined;
    const study = "study" in value ? storedStudy(value.study) : undefined;
    const drafts = "drafts" in value && Array.isArray(value.drafts) ? value.drafts.filter(isDraft) : [];
    return {
      name,
      text,
      ...(study === undefined ? {} : { study }),
      ...(drafts.length === 0 ? {} : { drafts }),
    };
  } catch {
    return undefined;
  }
}

function storedStudy(value: unknown): StoredPlant["study"] {
  if (typeof value !== "object" || value === null || !("text" in value) || !("current" in value))
    return undefined;
  const { text, current } = value;
  return typeof text === "string" && typeof current === "string" ? { text, current } : undefined;
}

function isDraft(value: unknown): value is readonly [string, Draft] {
  if (!Array.isArray(value) || typeof value[0] !== "string") return false;
  const draft: unknown = value[1];
  return (
    typeof draft === "object" &&
    draft !== null &&
    "text" in draft &&
    typeof draft.text === "string" &&
    "findings" in draft &&
    Array.isArray(draft.findings)
  );
}
