package org.pleach.scion.packet;

/** Types and codes of SCMP messages (SCMP specification). Types below 128 are errors, the others informational. */
public final class ScmpType {

    /** The packet could not be delivered in the destination AS. */
    public static final int DESTINATION_UNREACHABLE = 1;
    /** The packet is greater than the next link's MTU. */
    public static final int PACKET_TOO_BIG = 2;
    /** A field of the packet is wrong. */
    public static final int PARAMETER_PROBLEM = 4;
    /** The link to the next AS is down. */
    public static final int EXTERNAL_INTERFACE_DOWN = 5;
    /** The way between two routers of an AS is down. */
    public static final int INTERNAL_CONNECTIVITY_DOWN = 6;
    /** Asks for an echo. */
    public static final int ECHO_REQUEST = 128;
    /** The echo. */
    public static final int ECHO_REPLY = 129;
    /** Asks a router for its name. */
    public static final int TRACEROUTE_REQUEST = 130;
    /** The router's name. */
    public static final int TRACEROUTE_REPLY = 131;

    /** {@link #DESTINATION_UNREACHABLE}: no route. */
    public static final int CODE_NO_ROUTE = 0;
    /** {@link #DESTINATION_UNREACHABLE}: forbidden by an administrator. */
    public static final int CODE_DENIED = 1;
    /** {@link #DESTINATION_UNREACHABLE}: beyond the scope of the source address. */
    public static final int CODE_BEYOND_SCOPE = 2;
    /** {@link #DESTINATION_UNREACHABLE}: no such address. */
    public static final int CODE_ADDRESS_UNREACHABLE = 3;
    /** {@link #DESTINATION_UNREACHABLE}: nobody listens on the port. */
    public static final int CODE_PORT_UNREACHABLE = 4;

    /** {@link #PARAMETER_PROBLEM}: PayloadLen or HdrLen. */
    public static final int CODE_INVALID_PACKET_SIZE = 19;
    /** {@link #PARAMETER_PROBLEM}: path type. */
    public static final int CODE_UNKNOWN_PATH_TYPE = 20;
    /** {@link #PARAMETER_PROBLEM}: host address type. */
    public static final int CODE_UNKNOWN_ADDRESS_FORMAT = 21;
    /** {@link #PARAMETER_PROBLEM}: source ISD-AS or host. */
    public static final int CODE_INVALID_SOURCE_ADDRESS = 33;
    /** {@link #PARAMETER_PROBLEM}: destination ISD-AS or host. */
    public static final int CODE_INVALID_DESTINATION_ADDRESS = 34;
    /** {@link #PARAMETER_PROBLEM}: the path ends elsewhere than in the destination AS. */
    public static final int CODE_NON_LOCAL_DELIVERY = 35;
    /** {@link #PARAMETER_PROBLEM}: the path. */
    public static final int CODE_INVALID_PATH = 48;
    /** {@link #PARAMETER_PROBLEM}: no such ConsIngress. */
    public static final int CODE_UNKNOWN_INGRESS = 49;
    /** {@link #PARAMETER_PROBLEM}: no such ConsEgress. */
    public static final int CODE_UNKNOWN_EGRESS = 50;
    /** {@link #PARAMETER_PROBLEM}: a hop field's MAC. */
    public static final int CODE_INVALID_MAC = 51;
    /** {@link #PARAMETER_PROBLEM}: a hop field has expired. */
    public static final int CODE_PATH_EXPIRED = 52;
    /** {@link #PARAMETER_PROBLEM}: these segments must not be joined. */
    public static final int CODE_INVALID_SEGMENT_CHANGE = 53;

    private static final int FIRST_INFORMATIONAL = 128;

    private ScmpType() { }

    /** Whether messages of this type are errors, known or unknown. */
    public static boolean isError(int type) {
        return type < FIRST_INFORMATIONAL;
    }

    /**
     * Bytes of the fixed part that stands between the 4 bytes of the SCMP header and the data or quoted packet; 0 for a
     * type that is not known.
     */
    public static int infoLength(int type) {
        return switch (type) {
            case DESTINATION_UNREACHABLE, PACKET_TOO_BIG, PARAMETER_PROBLEM, ECHO_REQUEST, ECHO_REPLY -> 4;
            case EXTERNAL_INTERFACE_DOWN -> 16;
            case TRACEROUTE_REQUEST, TRACEROUTE_REPLY -> 20;
            case INTERNAL_CONNECTIVITY_DOWN -> 24;
            default -> 0;
        };
    }
}
