import { err, ok, type Result } from "../../base/result.ts";

const MESSAGE_TYPES = ["NBIRTH", "NDATA", "NDEATH", "NCMD", "DBIRTH", "DDATA", "DDEATH", "DCMD"] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** First level of every topic of Sparkplug B. */
export const NAMESPACE = "spBv1.0";

/** `spBv1.0/group/type/node[/device]`: who speaks, and what kind of message it is. */
export interface SparkplugTopic {
  readonly group: string;
  readonly type: MessageType;
  readonly node: string;
  /** Present in the types that begin with D, absent in the others. */
  readonly device?: string;
}

function isMessageType(text: string): text is MessageType {
  return (MESSAGE_TYPES as readonly string[]).includes(text);
}

/** Reads a topic. @returns what is wrong with it, in words for a specialist, if it is none of Sparkplug B */
export function parseTopic(topic: string): Result<SparkplugTopic, string> {
  const [namespace, group, type, node, device, ...rest] = topic.split("/");
  if (namespace !== NAMESPACE) return err(`the first level is not ${NAMESPACE}`);
  if (group === undefined || type === undefined || node === undefined) return err("fewer than four levels");
  if (rest.length > 0) return err("more than five levels");
  if (!isMessageType(type)) return err(`${type.slice(0, 40)} is no message type`);
  if (group === "" || node === "" || device === "") return err("an empty level");
  const ofDevice = type.startsWith("D");
  if (ofDevice && device === undefined) return err(`${type} without a device`);
  if (!ofDevice && device !== undefined) return err(`${type} with a device`);
  return ok(device === undefined ? { group, type, node } : { group, type, node, device });
}

export function formatTopic(topic: SparkplugTopic): string {
  const levels = [NAMESPACE, topic.group, topic.type, topic.node];
  if (topic.device !== undefined) levels.push(topic.device);
  return levels.join("/");
}
