package org.pleach.scion.daemon;

/** The calls of {@code proto.daemon.v1.DaemonService} that an end host needs. */
public enum DaemonMethod {
    /** {@link PathsRequest}, answered by {@link PathsResponse}. */
    PATHS("Paths"),
    /** {@link AsRequest}, answered by {@link AsResponse}. */
    AS("AS"),
    /** Empty, answered by {@link InterfacesResponse}. */
    INTERFACES("Interfaces"),
    /** Empty, answered by {@link ServicesResponse}. */
    SERVICES("Services"),
    /** Empty, answered by {@link PortRangeResponse}. */
    PORT_RANGE("PortRange"),
    /** {@link NotifyInterfaceDownRequest}, answered by an empty message. */
    NOTIFY_INTERFACE_DOWN("NotifyInterfaceDown");

    private final String path;

    DaemonMethod(String name) {
        this.path = "/proto.daemon.v1.DaemonService/" + name;
    }

    /** The {@code :path} of the HTTP/2 request. */
    public String path() {
        return path;
    }

    /** The method a {@code :path} names, or null. */
    public static DaemonMethod of(CharSequence path) {
        for (DaemonMethod method : values()) {
            if (method.path.contentEquals(path)) {
                return method;
            }
        }
        return null;
    }
}
