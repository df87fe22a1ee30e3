package org.pleach.transport.websocket;

/** Why a connection is closed, as numbers (RFC 6455, 7.4.1), and which of them nats-server takes for which reason. */
final class CloseStatus {

    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int NONE_RECEIVED = 1005;
    static final int POLICY = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL = 1011;
    private static final int FIRST = 1000;
    private static final int LAST_REGISTERED = 1015;
    private static final int FIRST_FREE = 3000;
    private static final int END = 5000;

    private CloseStatus() { }

    /** For a reason in the words of a closed connection; null for a connection whose client closed it. */
    static int of(String reason) {
        if (reason == null) {
            return NORMAL;
        }
        return switch (reason) {
            case "Client Closed" -> NORMAL;
            case "Authentication Timeout", "Authentication Failure", "Authentication Expired", "Credentials Revoked",
                    "Slow Consumer (Pending Bytes)", "Slow Consumer (Write Deadline)", "Maximum Connections Exceeded",
                    "Maximum Account Connections Exceeded", "Maximum Control Line Exceeded",
                    "Maximum Subscriptions Exceeded", "Missing Account" -> POLICY;
            case "Parse Error", "Protocol Violation", "Bad Client Protocol Version" -> PROTOCOL_ERROR;
            case "Maximum Message Payload Exceeded" -> TOO_BIG;
            case "Write Error", "Read Error", "Stale Connection", "Server Shutdown" -> GOING_AWAY;
            default -> INTERNAL;
        };
    }

    /** Whether a peer may send it. */
    static boolean isValid(int status) {
        boolean registered = status >= FIRST && status <= LAST_REGISTERED - 1 && status != 1004 && status != NONE_RECEIVED
                && status != 1006;
        return registered || status >= FIRST_FREE && status < END;
    }
}
