/** Version of the engine that made a result, the package's own; a test holds the two equal. */
export const ENGINE_VERSION = "0.1.0";
