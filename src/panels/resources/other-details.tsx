import { type ComponentChildren, Fragment, type VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { OtherSubject } from "../../editor/selection.ts";
import { usersOf } from "../../plant/form/users-of.ts";
import type { Plant, Resource } from "../../plant/schema.ts";
import { consumerFacts } from "../account-facts.ts";
import { elementPage } from "../element-page.ts";
import { Facts } from "../facts.tsx";
import { Icon } from "../icons.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { ClassDetails, UseDetails } from "./class-details.tsx";
import { ControlSection } from "./control-section.tsx";
import { FleetSection, VehicleSection } from "./fleet-section.tsx";
import { FollowChoice } from "./follow-choice.tsx";
import { NamedThing } from "./named-thing.tsx";
import { PartDetails } from "./part-details.tsx";
import { PathsSection } from "./paths-section.tsx";
import { Properties } from "./properties.tsx";
import { useResourceWording } from "./resource-wording.ts";
import { WorkersSection } from "./workers-section.tsx";
import "../style/resources.css";

/** Others that name a resource are listed up to so many. */
const MOST_USERS = 40;

interface HeadProps {
  readonly title: string;
  readonly kind: string;
  readonly page: string | undefined;
  readonly children?: ComponentChildren;
}

function Head({ title, kind, page }: HeadProps): VNode {
  const { t } = useResourceWording();
  return (
    <div class="panel-head">
      <h2>{title}</h2>
      <span class="muted">
        {kind}{" "}
        {page !== undefined && (
          <a href={page} target="_blank" rel="noopener" title={t("details.page")}>
            <span aria-hidden="true">?</span>
            <span class="visually-hidden">{t("details.page")}</span>
          </a>
        )}
      </span>
    </div>
  );
}

/** Opens the form of what is selected; for a class, all uses follow what is changed there. */
function EditButton({ label }: { label: string }): VNode {
  const session = useSession();
  return (
    <button
      type="button"
      class="small"
      data-testid="edit-other"
      onClick={() => void session.setEditing(true)}
    >
      <Icon name="pencil" />
      {label}
    </button>
  );
}

/** What the run measures of a resource that moves, is at work or controls. */
function Activity({ resource, member }: { resource: Resource; member: number | undefined }): VNode | null {
  switch (resource.kind) {
    case "fleet":
      return member === undefined ? (
        <FleetSection fleet={resource} />
      ) : (
        <VehicleSection fleet={resource} index={member} />
      );
    case "workers":
      return <WorkersSection pool={resource} member={member} />;
    case "network":
    case "footpaths":
      return <PathsSection resource={resource} />;
    default:
      return <ControlSection resource={resource} />;
  }
}

function Accounts({ id }: { id: string }): VNode | null {
  const { run } = useSession();
  const wording = useResourceWording();
  const results = useValue(run.results);
  const facts = results === undefined || results.time === 0 ? [] : consumerFacts(id, results, wording);
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

function ResourceDetails({
  plant,
  resource,
  member,
}: {
  plant: Plant;
  resource: Resource;
  member: number | undefined;
}): VNode {
  const { r } = useResourceWording();
  const users = useMemo(() => usersOf(plant, resource.id), [plant, resource.id]);
  return (
    <>
      {member !== undefined && (
        <>
          <p>
            {r("member")} <NamedThing id={resource.id} />
          </p>
          <FollowChoice />
        </>
      )}
      <Activity resource={resource} member={member} />
      {member === undefined && (
        <>
          <Accounts id={resource.id} />
          {users.length > 0 && (
            <section>
              <h3>{r("usedBy")}</h3>
              <p data-testid="used-by">
                {users.slice(0, MOST_USERS).map((id, i) => (
                  <Fragment key={id}>
                    {i > 0 && ", "}
                    <NamedThing id={id} />
                  </Fragment>
                ))}
              </p>
            </section>
          )}
          <Properties list="resources" item={resource} />
          <EditButton label={r("edit")} />
        </>
      )}
    </>
  );
}

/** Everything about what is selected and is no element: a resource, one of its vehicles or workers, a sub-model, a part. */
export function OtherDetails({ subject }: { subject: OtherSubject }): VNode | null {
  const { document } = useSession();
  const { t, r } = useResourceWording();
  const plant = useValue(document.current)?.plant;
  if (plant === undefined) return null;
  if (subject.kind === "part")
    return (
      <>
        <Head title={r("part")} kind="" page={undefined} />
        <PartDetails key={subject.key} subject={subject} />
      </>
    );
  const { id } = subject;
  if (subject.kind === "resource") {
    const resource = plant.resources?.find((one) => one.id === id);
    if (resource === undefined) return null;
    const { member } = subject;
    const name = resource.name ?? id;
    return (
      <>
        <Head
          title={member === undefined ? name : `${name} ${member + 1}`}
          kind={t(`kind.${resource.kind}`)}
          page={elementPage(resource.kind)}
        />
        <ResourceDetails key={`${id} ${member ?? ""}`} plant={plant} resource={resource} member={member} />
      </>
    );
  }
  const item = subject.kind === "class" ? plant.classes?.find((one) => one.id === id) : undefined;
  const use = subject.kind === "use" ? plant.uses?.find((one) => one.id === id) : undefined;
  return (
    <>
      <Head title={item?.name ?? id} kind={t(`kind.${subject.kind}`)} page="docs/classes.html" />
      {item !== undefined && <ClassDetails item={item} />}
      {use !== undefined && <UseDetails use={use} />}
      <EditButton label={r(subject.kind === "class" ? "editClass" : "edit")} />
    </>
  );
}
