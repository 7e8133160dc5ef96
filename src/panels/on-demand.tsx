import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component whose code is fetched when it is shown for the first time; until it has come, nothing is shown. */
export function onDemand<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function OnDemand(props) {
    const [loaded, setLoaded] = useState<{ readonly component: FunctionComponent<P> }>();
    useEffect(() => {
      let gone = false;
      const fetchCode = async (): Promise<void> => {
        const component = await load();
        if (!gone) setLoaded({ component });
      };
      void fetchCode();
      return () => {
        gone = true;
      };
    }, []);
    if (loaded === undefined) return null;
    const Component = loaded.component;
    return <Component {...props} />;
  };
}
